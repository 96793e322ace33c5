using DynamoLab.Core;

namespace DynamoLab.Node.Resp;

/// <summary>
/// Which keys a connection reads or writes just now, so that a read waits for the writes before it and a write for the
/// reads, as whoever sends many commands at once expects. Reads of a key may go together, and so may writes: their
/// coordinator takes them in order. Keys share places, so that now and then one waits for another.
/// </summary>
internal sealed class KeysUnderWay
{
    // Above 0: so many reads; below: so many writes.
    private readonly int[] _places = new int[RespPlace.KeyPlaces];

    public static int PlaceOf(Key key) => key.GetHashCode() & (RespPlace.KeyPlaces - 1);

    /// <summary>For the one caller who begins them.</summary>
    public bool MayBegin(int place, bool isWrite)
    {
        var underWay = Volatile.Read(ref _places[place]);
        return isWrite ? underWay <= 0 : underWay >= 0;
    }

    public void Begin(int place, bool isWrite) => Interlocked.Add(ref _places[place], isWrite ? -1 : 1);

    public void End(int place, bool isWrite) => Interlocked.Add(ref _places[place], isWrite ? 1 : -1);
}
