using System.Net;

namespace Pulsepoint.Mcp.Postgres.Fetching;

/// <summary>Hands an archive on only after its checksum was fetched and found right; everything else passes as it is.</summary>
internal sealed class CheckedDownloads(IProgress<double>? progress) : DelegatingHandler(new SocketsHttpHandler())
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Bundles have 10 to 30 MB; a mirror that sends without end is cut off.</summary>
    private const int LargestBundle = 256 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isArchive = request.RequestUri?.AbsolutePath.EndsWith(".jar", StringComparison.Ordinal) == true;
        var response = await base.SendAsync(request, cancellationToken);
        if (!isArchive || !response.IsSuccessStatusCode)
            return response;

        using (response)
        {
            var content = await ReadAsync(response.Content, cancellationToken);
            await CheckAsync(request.RequestUri!, content, cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent(content) };
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var expected = content.Headers.ContentLength;
        await using var source = await content.ReadAsStreamAsync(cancellationToken);
        using var whole = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (await source.ReadAsync(chunk, cancellationToken) is > 0 and var count)
        {
            await whole.WriteAsync(chunk.AsMemory(0, count), cancellationToken);
            if (whole.Length > LargestBundle)
                throw new ChecksumException("the download is larger than any Postgres bundle.");
            if (expected > 0)
                progress?.Report(Math.Min(1, whole.Length / (double)expected));
        }

        return whole.ToArray();
    }

    private async Task CheckAsync(Uri archive, byte[] content, CancellationToken cancellationToken)
    {
        foreach (var kind in ChecksumKind.StrongestFirst)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, archive.AbsoluteUri + kind.Suffix);
            using var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                continue;

            response.EnsureSuccessStatusCode();
            if (!kind.Matches(content, await response.Content.ReadAsStringAsync(cancellationToken)))
                throw new ChecksumException($"the download does not match its published checksum ({kind.Suffix[1..]}).");

            return;
        }

        throw new ChecksumException("the repository publishes no checksum for it, so it is not trusted.");
    }
}
