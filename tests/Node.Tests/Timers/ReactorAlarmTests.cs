using DynamoLab.Node.Sockets;
using DynamoLab.Node.Timers;

namespace DynamoLab.Node.Tests.Timers;

public sealed class ReactorAlarmTests() : TimerTests(Reactor.Start()?.Alarms ?? new ThreadTime());
