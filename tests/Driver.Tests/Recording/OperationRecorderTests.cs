using System.Threading.Channels;
using DynamoLab.Driver.Recording;
using DynamoLab.History;

namespace DynamoLab.Driver.Tests.Recording;

public sealed class OperationRecorderTests
{
    [Fact]
    public async Task CompleteAsync_ManyWriters_AllIsWrittenAndObservedOnce()
    {
        var text = new StringWriter();
        var observed = new List<Operation>();
        await using var recorder = new OperationRecorder(new OperationCsv(text), observed.Add);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                await recorder.WriteAsync(OperationSamples.Write() with { Worker = worker });
            }
        })));
        await recorder.CompleteAsync();

        Assert.Equal(4_000, recorder.Count);
        Assert.Equal(4_001, text.ToString().Count(c => c == '\n'));
        Assert.Equal(
            Enumerable.Repeat(500, 8),
            observed.CountBy(o => o.Worker).OrderBy(c => c.Key).Select(c => c.Value));
    }

    [Fact]
    public async Task CompleteAsync_NotWriting_AllIsObservedAndTheTableHasNoRows()
    {
        var text = new StringWriter();
        var observed = 0;
        await using var recorder = new OperationRecorder(new OperationCsv(text), _ => observed++) { IsWriting = false };

        await recorder.WriteAsync(OperationSamples.Write());
        await recorder.WriteAsync(OperationSamples.Read());
        await recorder.CompleteAsync();

        Assert.Equal((2, 2), (observed, recorder.Count));
        Assert.Equal(1, text.ToString().Count(c => c == '\n'));
    }

    [Fact]
    public async Task WriteAsync_AfterWritingFailed_ThrowsWithTheReason()
    {
        await using var recorder = new OperationRecorder(
            new OperationCsv(new StringWriter()), _ => throw new IOException("no space left"));

        await recorder.WriteAsync(OperationSamples.Read());
        var problem = await Assert.ThrowsAsync<IOException>(() => recorder.Completion);

        Assert.Equal("no space left", problem.Message);
        await Assert.ThrowsAnyAsync<ChannelClosedException>(
            async () => await recorder.WriteAsync(OperationSamples.Read()));
    }

    [Fact]
    public async Task CompleteAsync_Twice_DoesNoHarm()
    {
        await using var recorder = new OperationRecorder(new OperationCsv(new StringWriter()), _ => { });

        await recorder.CompleteAsync();
        await recorder.CompleteAsync();

        Assert.Equal(0, recorder.Count);
    }
}
