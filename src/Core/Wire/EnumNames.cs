using System.Runtime.CompilerServices;

namespace DynamoLab.Core.Wire;

/// <summary>Which bytes have a name in an enum; every message asks several times.</summary>
internal static class EnumNames<T>
    where T : unmanaged, Enum
{
    private static readonly bool[] Named = Build();

    public static bool Has(T value) => Named[Unsafe.BitCast<T, byte>(value)];

    private static bool[] Build()
    {
        var named = new bool[byte.MaxValue + 1];
        foreach (var value in Enum.GetValues<T>())
        {
            named[Unsafe.BitCast<T, byte>(value)] = true;
        }

        return named;
    }
}
