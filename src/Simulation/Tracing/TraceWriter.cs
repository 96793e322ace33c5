using System.Globalization;
using System.Numerics;
using DynamoLab.Core;
using DynamoLab.Core.Messages;
using DynamoLab.History;
using DynamoLab.Simulation.Engine;

namespace DynamoLab.Simulation.Tracing;

/// <summary>
/// A hash over all that happens, with its time and its ends, so that two runs can be told apart; and the same as one
/// readable line per event, for whoever wants to read it.
/// </summary>
internal sealed class TraceWriter(TextWriter? text)
{
    private const ulong Prime = 0x9E3779B185EBCA87;

    public ulong Hash { get; private set; }

    public void Message(char mark, long atUs, int from, int to, Message message, string note)
    {
        Mix(((ulong)mark << 32) | ((ulong)from << 16) | (uint)to, (ulong)atUs, Fingerprint.Of(message));
        if (text is not null)
        {
            Line(atUs, $"n{from + 1} {mark} n{to + 1} {MessageText.Of(message)} {note}");
        }
    }

    public void Request(in SimEvent e)
    {
        Mix(1 + ((ulong)e.A << 16) + (uint)e.B, (ulong)e.AtUs, e.Number);
        if (text is not null)
        {
            Line(e.AtUs, $"client {e.A} → n{e.B + 1} {MessageText.Of(e.What!)}");
        }
    }

    public void Response(long atUs, int node, int client, Message response)
    {
        Mix(2 + ((ulong)client << 16) + (uint)node, (ulong)atUs, Fingerprint.Of(response));
        if (text is not null)
        {
            Line(atUs, $"n{node + 1} → client {client} {MessageText.Of(response)}");
        }
    }

    public void Note(long atUs, int node, FormattableString note)
    {
        Mix(3, (ulong)atUs, (ulong)node);
        if (text is not null)
        {
            Line(atUs, $"n{node + 1} {note.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    /// <summary>The same for what is told often, and always in the same words.</summary>
    public void NoteOften(long atUs, int node, string note)
    {
        Mix(3, (ulong)atUs, (ulong)node);
        if (text is not null)
        {
            Line(atUs, $"n{node + 1} {note}");
        }
    }

    public void Phase(long atUs, string name)
    {
        Mix(4, (ulong)atUs, (ulong)name.Length);
        if (text is not null)
        {
            Line(atUs, $"--- {name}");
        }
    }

    public void Operation(long atUs, Operation operation)
    {
        Mix(5, (ulong)atUs, (ulong)operation.Worker + (operation.IsSuccess ? 256u : 0u));
        if (text is not null)
        {
            var end = operation.IsSuccess ? "ok" : $"failed: {operation.Error}";
            var versions = string.Join(" | ", operation.Versions.Select(v => $"{v.Dot}={v.ValueId}"));
            var kind = KindNames.Of(operation.Kind);
            Line(atUs, $"client {operation.Worker} ended {kind} {operation.Key} {end} [{versions}]");
        }
    }

    private void Mix(ulong what, ulong atUs, ulong fingerprint) =>
        Hash = (BitOperations.RotateLeft(Hash, 5) ^ DeterministicRandom.Mix(
            (what * Prime) + atUs) ^ fingerprint) * Prime;

    private void Line(long atUs, string line) =>
        text!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{atUs / 1000.0,12:0.000}  {line.TrimEnd()}"));
}
