using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DynamoLab.Node.Sockets;

/// <summary>
/// Linux' epoll: the sockets of which something has come since it was said last (edge-triggered), by their
/// descriptors; and those that take bytes again, where that is asked for. See epoll(7).
/// </summary>
internal sealed partial class Epoll : IDisposable
{
    /// <summary>What is said of a socket whose other side has ended, or that broke.</summary>
    public const uint Ended = RdHup | Hup | Err;

    /// <summary>What is said of a socket from which something can be received, if only its end.</summary>
    public const uint Arrived = In | Ended;

    /// <summary>What is said of a socket that takes bytes again, or broke.</summary>
    public const uint HasRoom = Out | Hup | Err;

    private const uint In = 0x001;
    private const uint Out = 0x004;
    private const uint Err = 0x008;
    private const uint Hup = 0x010;
    private const uint RdHup = 0x2000;
    private const uint EdgeTriggered = 1u << 31;

    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int OperationAdd = 1;
    private const int OperationDelete = 2;
    private const int OperationModify = 3;
    private const int Interrupted = 4;

    private const int EventsMax = 128;

    // An event is a word of flags and eight bytes of the caller's; only on x86-64 is it packed.
    private static readonly int EventBytes = IsPacked ? 12 : 16;
    private static readonly int DataOffset = IsPacked ? 4 : 8;

    private readonly byte[] _events = GC.AllocateUninitializedArray<byte>(EventsMax * EventBytes, pinned: true);
    private readonly SafeFileHandle _epoll;
    private readonly SafeFileHandle _waker;

    /// <exception cref="IOException">The system gives out none.</exception>
    public Epoll()
    {
        _epoll = Owned(Create(CloseOnExec));
        _waker = Owned(CreateEvent(0, CloseOnExec | NonBlocking));
        Add(_waker);
    }

    private static bool IsPacked => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>Reports from now on what comes to the socket.</summary>
    /// <exception cref="IOException">It cannot be.</exception>
    public void Add(SafeHandle socket) => Watch(OperationAdd, socket, In | RdHup);

    /// <summary>Reports from now on also that the socket takes bytes again, at once if it does; or no longer.</summary>
    /// <exception cref="IOException">It cannot be.</exception>
    /// <exception cref="ObjectDisposedException">The socket is closed.</exception>
    public void WatchRoom(SafeHandle socket, bool isWanted) =>
        Watch(OperationModify, socket, isWanted ? In | RdHup | Out : In | RdHup);

    /// <summary>Reports nothing more of it.</summary>
    public void Remove(SafeHandle socket)
    {
        Span<byte> unused = stackalloc byte[EventBytes];
        try
        {
            _ = Control(_epoll, OperationDelete, socket, ref MemoryMarshal.GetReference(unused));
        }
        catch (ObjectDisposedException)
        {
            // It was closed meanwhile, and forgotten with that.
        }
    }

    /// <summary>Waits until there is something to report, or somebody wakes it up; the number of events.</summary>
    /// <param name="timeoutMs">The longest, in milliseconds; <see cref="Timeout.Infinite"/>: there is none.</param>
    /// <exception cref="IOException">The system refuses.</exception>
    public int Wait(int timeoutMs)
    {
        var count = Wait(_epoll, ref MemoryMarshal.GetArrayDataReference(_events), EventsMax, timeoutMs);
        if (count < 0)
        {
            // Once more, to hear why: to be interrupted is nothing.
            count = WaitOrSayWhy(_epoll, ref MemoryMarshal.GetArrayDataReference(_events), EventsMax, timeoutMs: 0);
            if (count < 0 && Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw Failure("wait for");
            }
        }

        return Math.Max(0, count);
    }

    /// <summary>Ends the waiting, or the next one. From any thread.</summary>
    public void WakeUp()
    {
        try
        {
            _ = Write(_waker, 1, sizeof(long));
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }

    /// <summary>Of the events waited for last: the descriptor of one, and what there is of it.</summary>
    public (int Descriptor, uint Flags) this[int index]
    {
        get
        {
            var at = _events.AsSpan(index * EventBytes, EventBytes);
            var flags = BinaryPrimitives.ReadUInt32LittleEndian(at);
            return (BinaryPrimitives.ReadInt32LittleEndian(at[DataOffset..]), flags);
        }
    }

    public void Dispose()
    {
        _epoll.Dispose();
        _waker.Dispose();
    }

    private void Watch(int operation, SafeHandle socket, uint events)
    {
        Span<byte> wanted = stackalloc byte[EventBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(wanted, events | EdgeTriggered);
        BinaryPrimitives.WriteInt64LittleEndian(wanted[DataOffset..], socket.DangerousGetHandle());
        if (Control(_epoll, operation, socket, ref MemoryMarshal.GetReference(wanted)) != 0)
        {
            throw Failure("watch a socket with");
        }
    }

    private static SafeFileHandle Owned(int descriptor) =>
        descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Failure("create");

    private static IOException Failure(string verb)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"cannot {verb} epoll: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle epoll, int operation, SafeHandle socket, ref byte wanted);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    private static partial int Wait(SafeFileHandle epoll, ref byte events, int eventsMax, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int WaitOrSayWhy(SafeFileHandle epoll, ref byte events, int eventsMax, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int CreateEvent(uint count, int flags);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeFileHandle file, in long count, nint length);
}
