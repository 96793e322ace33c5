using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace DynamoLab.Node.Http;

/// <summary>Reads a request's body, no further than it may be long.</summary>
internal static class RequestBody
{
    /// <summary>The whole body, or null when it is longer than <paramref name="bytesMax"/>.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int bytesMax)
    {
        if (request.ContentLength > bytesMax)
        {
            return null;
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync();
            if (read.Buffer.Length > bytesMax)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start);
                return null;
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
