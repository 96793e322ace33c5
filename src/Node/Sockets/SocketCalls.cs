using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace DynamoLab.Node.Sockets;

/// <summary>Linux' calls for a socket, which take or give what they can at once and never wait.</summary>
internal static partial class SocketCalls
{
    private const int Peek = 0x02;
    private const int DontWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int Interrupted = 4;
    private const int Again = 11;

    /// <summary>The number of bytes received; 0 when the other side has ended; -1 when there is nothing.</summary>
    /// <param name="socket">From where.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="isPeek">They stay where they are.</param>
    /// <param name="error">Why it is -1, if that is for good; else empty.</param>
    public static int Receive(SafeSocketHandle socket, Span<byte> buffer, bool isPeek, out string error)
    {
        error = "";
        var flags = isPeek ? DontWait | Peek : DontWait;
        nint count;
        while ((count = Receive(socket, ref MemoryMarshal.GetReference(buffer), buffer.Length, flags)) < 0)
        {
            var number = Marshal.GetLastPInvokeError();
            if (number != Interrupted)
            {
                error = number == Again ? "" : Marshal.GetPInvokeErrorMessage(number);
                break;
            }
        }

        return (int)count;
    }

    /// <summary>How many bytes the system has taken; 0 when it takes none now.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public static int Send(SafeSocketHandle socket, ReadOnlySpan<byte> bytes)
    {
        const int flags = DontWait | NoSignal;
        var count = Send(socket, in MemoryMarshal.GetReference(bytes), bytes.Length, flags);
        while (count < 0
            && (count = SendOrSayWhy(socket, in MemoryMarshal.GetReference(bytes), bytes.Length, flags)) < 0)
        {
            var number = Marshal.GetLastPInvokeError();
            if (number == Again)
            {
                return 0;
            }

            if (number != Interrupted)
            {
                throw new IOException(Marshal.GetPInvokeErrorMessage(number));
            }
        }

        return (int)count;
    }

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(SafeSocketHandle socket, ref byte buffer, nint length, int flags);

    // To ask for the reason costs, even where there is none: so the first call does not, and one that failed is made
    // again.
    [LibraryImport("libc", EntryPoint = "send")]
    private static partial nint Send(SafeSocketHandle socket, ref readonly byte bytes, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint SendOrSayWhy(SafeSocketHandle socket, ref readonly byte bytes, nint length, int flags);
}
