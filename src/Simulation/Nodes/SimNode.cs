using DynamoLab.Core;
using DynamoLab.Core.Storage;
using DynamoLab.Replica;
using DynamoLab.Simulation.Engine;

namespace DynamoLab.Simulation.Nodes;

/// <summary>One node through all its lives, with what its host keeps for it.</summary>
internal sealed class SimNode(int index, VirtualClock clock, NodeStorage storage, DeterministicRandom random)
{
    private ReplicaNode? _machine;

    public int Index { get; } = index;

    public NodeId Id { get; } = new($"n{index + 1}");

    public NodeAddress Address => new(Id.Name, 7000);

    public VirtualClock Clock { get; } = clock;

    public DeterministicRandom Random { get; } = random;

    public NodeStorage Storage { get; } = storage;

    /// <summary>The machine of the present life, or of the last one.</summary>
    public ReplicaNode Machine => _machine ?? throw new InvalidOperationException($"{Id} never started.");

    public Outbox Outbox { get; } = new();

    public bool IsUp { get; private set; }

    public bool HasStarted => _machine is not null;

    /// <summary>Counts starts and ends alike, so that nothing meant for one life reaches another.</summary>
    public int Life { get; private set; }

    public long StartedAtUs { get; private set; }

    /// <summary>When it last lost something that it had acknowledged; -1: never.</summary>
    public long CopiesLostAtUs { get; set; } = -1;

    public ulong Incarnation { get; private set; }

    /// <summary>When its next wake-up is scheduled.</summary>
    public long WakeAtUs { get; set; } = long.MaxValue;

    /// <summary>Nothing is handled before; the process stands still.</summary>
    public long StalledUntilUs { get; set; }

    /// <summary>What came while it stood still, in order.</summary>
    public Queue<SimEvent> Backlog { get; } = new();

    /// <summary>Added to the time every record takes to become durable.</summary>
    public long SlowDiskUs { get; set; }

    /// <summary>Added to every message of a client and to every answer; links carry their own delays.</summary>
    public long ClientDelayUs { get; set; }

    /// <summary>Faults that keep clients' messages from it and its answers from them.</summary>
    public int ClientHolds { get; set; }

    /// <summary>Of a thousand messages from or to clients, how many vanish.</summary>
    public int ClientLossPermille { get; set; }

    /// <summary>What clients sent and what it answered while held back.</summary>
    public Queue<SimEvent> ClientWaiting { get; } = new();

    /// <summary>Requests that must be answered in this life: the number of each, and when it came.</summary>
    public Dictionary<ulong, long> Unanswered { get; } = [];

    /// <exception cref="Storage.Disks.DiskException">Its disk refuses; it stays down.</exception>
    public void Start(NodeOptions template, IReadOnlyList<NodeAddress> seeds, long nowUs)
    {
        // In milliseconds, as hosts do. A clock may have gone back since the last life: a disk remembers the
        // incarnation, and who loses disk or memory must have a clock that did not.
        var clockMs = (ulong)Math.Max(1, Clock.At(nowUs).Microseconds / 1000);
        var isRemembered = template.Durability != Durability.Memory && !Storage.HasLostDisk;
        var incarnation = isRemembered ? clockMs : Math.Max(Incarnation + 1, clockMs);
        var options = Storage.Open(
            template with { Id = Id, Address = Address, Incarnation = incarnation, Seeds = seeds });
        Incarnation = options.Incarnation;
        _machine = new ReplicaNode(options, Storage.Store, Random.NextUInt64());
        (IsUp, StartedAtUs, WakeAtUs, StalledUntilUs) = (true, nowUs, long.MaxValue, 0);
        Life++;
    }

    public void Stop()
    {
        IsUp = false;
        Life++;
        Backlog.Clear();
        Unanswered.Clear();
        Outbox.Clear();
    }
}
