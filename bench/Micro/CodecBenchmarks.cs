using System.Buffers;
using BenchmarkDotNet.Attributes;
using DynamoLab.Core.Messages;
using DynamoLab.Core.Versions;
using DynamoLab.Core.Wire;

namespace DynamoLab.Bench.Micro;

/// <summary>The two largest messages of a put, written and read.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private static readonly ObjectState State = Samples.State(3);

    private readonly Message _put = new WriteRequest(Samples.Key, new byte[100], State.Context, false, 0, 0);
    private readonly Message _replicate =
        new ReplicateRequest(1, 2, ReplicationCause.Write, default, Samples.Key, State);

    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private byte[] _putFrame = [];
    private byte[] _replicateFrame = [];

    [GlobalSetup]
    public void Encode()
    {
        _putFrame = Written(_put);
        _replicateFrame = Written(_replicate);
    }

    [Benchmark]
    public void WritePut() => Write(_put);

    [Benchmark]
    public Frame ReadPut() => Read(_putFrame);

    [Benchmark]
    public void WriteReplicate() => Write(_replicate);

    [Benchmark]
    public Frame ReadReplicate() => Read(_replicateFrame);

    private static Frame Read(byte[] bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        return FrameCodec.TryRead(ref rest, out var frame) == FrameResult.Complete
            ? frame
            : throw new InvalidOperationException("not a whole frame");
    }

    private byte[] Written(Message message)
    {
        Write(message);
        return _output.WrittenSpan.ToArray();
    }

    private void Write(Message message)
    {
        _output.ResetWrittenCount();
        FrameCodec.Write(_output, 1, message);
    }
}
