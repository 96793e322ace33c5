using DynamoLab.Node.Timers;

namespace DynamoLab.Node.Tests.Timers;

public sealed class ThreadTimeTests() : TimerTests(new ThreadTime());
