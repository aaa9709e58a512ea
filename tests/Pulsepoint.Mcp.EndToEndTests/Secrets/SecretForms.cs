using System.Text;
using System.Text.Encodings.Web;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>How a text may be written and still be read: plain, escaped, or in digits.</summary>
internal static class SecretForms
{
    private const int BitsOfByte = 8;
    private const int BitsOfDigit = 6;

    public static IReadOnlyList<string> Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        IEnumerable<string> base64 = Enumerable.Range(0, 3).Select(before => Base64Behind(before, bytes));
        string[] forms =
        [
            text,
            Uri.EscapeDataString(text),
            JavaScriptEncoder.Default.Encode(text),
            Convert.ToHexString(bytes),
            Convert.ToHexStringLower(bytes),
            .. base64.SelectMany(digits => new[] { digits, digits.Replace('+', '-').Replace('/', '_') }),
        ];
        return [.. forms.Distinct(StringComparer.Ordinal)];
    }

    // Inside a longer text, the digits depend on how many bytes stand before it; those at the ends belong to its neighbours too.
    private static string Base64Behind(int before, byte[] bytes)
    {
        byte[] all = [.. new byte[before], .. bytes];
        var first = ((before * BitsOfByte) + BitsOfDigit - 1) / BitsOfDigit;
        return Convert.ToBase64String(all)[first..(all.Length * BitsOfByte / BitsOfDigit)];
    }
}
