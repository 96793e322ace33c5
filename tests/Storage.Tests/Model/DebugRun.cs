using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Storage.Disks;
using DynamoLab.Storage.Format;
namespace DynamoLab.Storage.Tests.Model;
public sealed class DebugRun
{
    [Fact]
    public void Debug()
    {
        var parts = (System.Environment.GetEnvironmentVariable("DBG") ?? "").Split(',');
        if (parts.Length < 4) return;
        var random = new DeterministicRandom(ulong.Parse(parts[1]));
        var run = new StoreRun(Enum.Parse<Durability>(parts[0]));
        var steps = Enumerable.Range(0, int.Parse(parts[2]) + 1).Select(_ => random.Next(int.MaxValue)).ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            var before = i > steps.Count - 3 ? Dump(run.Disk, parts[3]) : "";
            try { run.Step(steps[i]); }
            catch (Exception e) { Console.WriteLine($"BEFORE\n{before}\nAFTER\n{Dump(run.Disk, parts[3])}\n{e.Message}"); throw; }
            var n = (int)((uint)steps[i] / 32);
            if (i > steps.Count - int.Parse(parts[4])) Console.WriteLine($"{i}: op {(uint)steps[i] % 32} trouble {n % 9} key {n % 12} own {n % 2} | seg {run.Counters} ");
        }
    }
    internal static string Dump(MemoryDisk disk, string key)
    {
        var text = "";
        foreach (var name in disk.List())
        {
            var bytes = new byte[disk.Length(name)];
            disk.Read(name, 0, bytes);
            text += $"{name} {bytes.Length}\n";
            if (FileNames.SegmentOf(name) is not { } id) continue;
            var scanner = new SegmentScanner(bytes, id);
            while (scanner.Next())
            {
                var k = scanner.Header.Kind == 0 ? "" : System.Text.Encoding.UTF8.GetString(scanner.Header.KeyOf(scanner.Bytes));
                if (!scanner.IsRecord || k == key)
                text += $"   {scanner.Offset} {scanner.Length} rec={scanner.IsRecord} {scanner.Header.Kind} {k} word={scanner.Header.Word:x}\n";
            }
        }
        return text;
    }
}
