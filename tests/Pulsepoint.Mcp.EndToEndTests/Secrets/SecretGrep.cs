using System.Buffers;
using System.Text;
using FluentAssertions;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>Looks for secrets in what the tool said and left behind, in every form of them.</summary>
internal sealed class SecretGrep
{
    private const int ChunkBytes = 4 * 1024 * 1024;

    private readonly IReadOnlyList<(KnownSecret Secret, IReadOnlyList<string> Forms)> _secrets;
    private readonly Lazy<SearchValues<string>> _anyForm;
    private readonly int _longest;

    public SecretGrep(params IEnumerable<KnownSecret> secrets)
    {
        _secrets = [.. secrets.DistinctBy(s => s.Text, StringComparer.Ordinal).Select(s => (s, SecretForms.Of(s.Text)))];
        _anyForm = new(() => SearchValues.Create([.. _secrets.SelectMany(s => s.Forms)], StringComparison.Ordinal));
        _longest = _secrets.Max(s => s.Forms.Max(f => f.Length));
    }

    public IReadOnlyList<KnownSecret> FindIn(string text) =>
        [.. _secrets.Where(s => s.Forms.Any(form => text.Contains(form, StringComparison.Ordinal))).Select(s => s.Secret)];

    /// <summary>The secrets in a file of any kind, read byte by byte.</summary>
    public IReadOnlyList<KnownSecret> FindInFile(string path)
    {
        // A database throws files of its own away while it runs.
        if (!File.Exists(path))
            return [];

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[Math.Min(ChunkBytes, file.Length) + _longest];
        HashSet<KnownSecret> found = [];
        var kept = 0;
        for (int read; (read = file.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false)) > 0;)
        {
            var text = Encoding.Latin1.GetString(buffer, 0, kept + read);
            if (text.AsSpan().ContainsAny(_anyForm.Value))
                found.UnionWith(FindIn(text));

            // What began at the end of this piece goes on in the next.
            kept = Math.Min(kept + read, _longest);
            buffer.AsSpan(text.Length - kept, kept).CopyTo(buffer);
        }

        return [.. found];
    }

    public void ShouldFindNothingIn(string text, string place) =>
        string.Join("; ", FindIn(text)).Should().BeEmpty($"{place} must hold no secret");
}
