using System.Text;
using DynamoLab.Core.Handshakes;

namespace DynamoLab.Node.Tests;

/// <summary>Secrets of clusters in tests.</summary>
internal static class Secrets
{
    /// <summary>One letter over and over: another letter is another secret.</summary>
    public static ClusterSecret Of(char letter)
    {
        Assert.True(ClusterSecret.TryParse(Encoding.ASCII.GetBytes(new string(letter, 64)), out var secret));
        return secret;
    }
}
