using System.Text;
using DynamoLab.Core.Messages;

namespace DynamoLab.Node.Resp;

/// <summary>What <c>INFO</c> answers: what programs look for there, and the node's status.</summary>
internal static class RespInfo
{
    /// <summary>The first Redis that knows <c>HELLO</c>; programs decide by it what they may ask.</summary>
    public const string RedisVersion = "6.0.0";

    public static byte[] Of(StatusResponse status)
    {
        var text = new StringBuilder();
        text.Append($"# Server\r\nredis_version:{RedisVersion}\r\nredis_mode:standalone\r\n\r\n");
        text.Append("# Replication\r\nrole:master\r\n\r\n");
        text.Append($"# Keyspace\r\ndb0:keys={status.KeyCount},expires=0,avg_ttl=0\r\n\r\n");
        text.Append($"# Dynamolab\r\nnode:{status.Node}\r\nring_version:{status.RingVersion:x16}\r\n");
        text.Append($"hints:{status.HintCount}\r\nmembers:{status.Members.Count}\r\n");
        text.Append($"members_alive:{status.Members.Count(view => view.IsAlive)}\r\n");
        foreach (var counter in status.Counters)
        {
            text.Append($"{counter.Name}:{counter.Value}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
