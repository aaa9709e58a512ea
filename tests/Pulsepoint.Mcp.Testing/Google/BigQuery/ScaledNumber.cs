using System.Globalization;
using System.Numerics;
using Google.Protobuf;

namespace Pulsepoint.Mcp.Testing.Google.BigQuery;

/// <summary>Decimals as GoogleSQL keeps them: whole numbers with a fixed scale, smallest byte first; as text without needless zeros.</summary>
internal static class ScaledNumber
{
    public const int Numeric = 9;
    public const int BigNumeric = 38;

    public static ByteString Bytes(string text, int scale)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? "" : text[(point + 1)..];
        if (decimals.TrimEnd('0').Length > scale)
            throw new FormatException($"{text} has more than {scale} decimals.");

        var digits = (point < 0 ? text : text[..point]) + decimals.PadRight(scale, '0')[..scale];
        return ByteString.CopyFrom(BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToByteArray());
    }

    public static string Text(ByteString bytes, int scale)
    {
        var number = new BigInteger(bytes.Span);
        var digits = BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var decimals = digits[^scale..].TrimEnd('0');
        return $"{(number.Sign < 0 ? "-" : "")}{digits[..^scale]}{(decimals.Length > 0 ? "." : "")}{decimals}";
    }
}
