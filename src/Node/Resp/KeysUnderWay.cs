using DynamoLab.Core;

namespace DynamoLab.Node.Resp;

/// <summary>
/// Which keys a connection reads or writes just now. A write waits for what came before it on its key, and a read for
/// the write: whoever sends many commands at once expects what one after the other would come to, and neither reads nor
/// writes of several coordinators keep their order. Keys share places, so that now and then one waits for another.
/// </summary>
internal sealed class KeysUnderWay
{
    // Above 0: so many reads; below: a write.
    private readonly int[] _places = new int[RespPlace.KeyPlaces];

    public static int PlaceOf(Key key) => key.GetHashCode() & (RespPlace.KeyPlaces - 1);

    /// <summary>For the one caller who begins them.</summary>
    public bool MayBegin(int place, bool isWrite)
    {
        var underWay = Volatile.Read(ref _places[place]);
        return isWrite ? underWay == 0 : underWay >= 0;
    }

    public void Begin(int place, bool isWrite) => Interlocked.Add(ref _places[place], isWrite ? -1 : 1);

    public void End(int place, bool isWrite) => Interlocked.Add(ref _places[place], isWrite ? 1 : -1);
}
