namespace Pulsepoint.Mcp.Google.PubSub;

/// <summary>The one shape of Pub/Sub's names: <c>projects/PROJECT/COLLECTION/ID</c>.</summary>
internal static class ResourcePath
{
    private const int LongestProject = 63;
    private const int ShortestId = 3;
    private const int LongestId = 255;

    // Google keeps ids that begin so for itself.
    private const string Reserved = "goog";

    public static bool IsValid(string? text, string collection) =>
        text?.Split('/') is ["projects", var project, var kind, var id] && kind == collection && IsProject(project) && IsId(id);

    private static bool IsProject(string text) =>
        text.Length is > 0 and <= LongestProject && text[0] is >= 'a' and <= 'z' && text[^1] is not '-'
        && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.' or ':');

    private static bool IsId(string text) =>
        text.Length is >= ShortestId and <= LongestId && char.IsAsciiLetter(text[0])
        && !text.StartsWith(Reserved, StringComparison.Ordinal)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or '+' or '%');
}
