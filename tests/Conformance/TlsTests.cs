using System.Text;
using DynamoLab.Core;
using DynamoLab.Core.Handshakes;
using DynamoLab.Core.Versions;
using DynamoLab.Node.Tests;

namespace DynamoLab.Conformance;

/// <summary>Real nodes and the real client, with a secret and certificates.</summary>
public sealed class TlsTests : IDisposable
{
    private static readonly string SecretText = new('s', ClusterSecret.LengthMin);

    private readonly string _folder = Directory.CreateTempSubdirectory("dynamolab-tls-").FullName;
    private readonly Certificates _certificates = new();

    public void Dispose()
    {
        _certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [BuiltHosts]
    public async Task Put_OverTls_IsReadAtEveryNode(string host)
    {
        Assert.True(ClusterSecret.TryParse(Encoding.ASCII.GetBytes(SecretText), out var secret));
        var secretFile = Path.Combine(_folder, "secret");
        await File.WriteAllTextAsync(secretFile, SecretText, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(secretFile, UnixFileMode.UserRead);
        }

        await using var cluster = await HostCluster.StartAsync(
            host, 3, secret, _certificates.Caller,
            ["--cluster_secret_file", secretFile, .. _certificates.OptionsIn(_folder)]);
        await using var client = cluster.Client();
        var token = TestContext.Current.CancellationToken;

        var value = new byte[300_000];
        var put = await client.OpenSession(0).PutAsync(new Key("k"), value, CausalContext.Empty, token);

        Assert.True(put.IsSuccess, put.Error);
        for (var i = 0; i < 3; i++)
        {
            var get = await client.OpenSession(i).GetAsync(new Key("k"), token);
            Assert.Equal(value, get.State.Siblings[0].Value);
        }
    }
}
