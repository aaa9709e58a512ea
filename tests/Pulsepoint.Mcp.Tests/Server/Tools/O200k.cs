using System.Text.Json;
using Microsoft.ML.Tokenizers;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

/// <summary>What a text costs a model to read, counted as o200k counts it.</summary>
internal static class O200k
{
    /// <summary>2,000 for each form of an answer, and a twentieth of grace: pages are cut by an estimate.</summary>
    public const int OfAPage = 2_100;

    private static readonly Lazy<TiktokenTokenizer> s_o200k = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static int Of(string text) => s_o200k.Value.CountTokens(text);

    public static int OfStructured(JsonElement answer) => Of(answer.GetProperty("result").GetProperty("structuredContent").GetRawText());

    public static int OfText(JsonElement answer) => Of(answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()!);
}
