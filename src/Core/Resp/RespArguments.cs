namespace DynamoLab.Core.Resp;

/// <summary>The arguments of one command where they lie in what was received; the first is its name.</summary>
public readonly ref struct RespArguments
{
    private readonly ReadOnlySpan<byte> _command;
    private readonly ReadOnlySpan<(int Start, int Length)> _places;

    internal RespArguments(ReadOnlySpan<byte> command, ReadOnlySpan<(int Start, int Length)> places)
    {
        _command = command;
        _places = places;
    }

    public int Count => _places.Length;

    public ReadOnlySpan<byte> this[int index] => _command.Slice(_places[index].Start, _places[index].Length);
}
