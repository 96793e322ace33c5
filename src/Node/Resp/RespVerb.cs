namespace DynamoLab.Node.Resp;

/// <summary>The commands of the Redis protocol that are served.</summary>
internal enum RespVerb
{
    Get,
    Set,
    Del,
    MGet,
    MSet,
    Exists,
    Ping,
    Echo,
    Hello,
    Auth,
    Select,
    Info,
    Command,
    Config,
    Client,
    Quit,
}
