namespace DynamoLab.Node.Tests.Sockets;

public sealed class SocketTransportTests() : TransportTests(reactor: null);
