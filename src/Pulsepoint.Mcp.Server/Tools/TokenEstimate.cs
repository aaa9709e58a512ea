namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>
/// About how many tokens a model reads a text as: words, digits three by three, runs of signs. Near enough to cut pages by;
/// the tests hold it against a real count.
/// </summary>
internal static class TokenEstimate
{
    private const int LettersPerToken = 6;
    private const int DigitsPerToken = 3;
    private const int SignsPerToken = 3;

    public static int Of(ReadOnlySpan<char> text)
    {
        var tokens = 0;
        for (var at = 0; at < text.Length;)
        {
            var kind = KindOf(text[at]);
            var end = at + 1;
            while (end < text.Length && KindOf(text[end]) == kind)
                end++;

            var length = end - at;
            tokens += kind switch
            {
                Kind.Letters => Parts(length, LettersPerToken),
                Kind.Digits => Parts(length, DigitsPerToken),
                Kind.Others => length,
                Kind.Signs when length > 1 || end == text.Length || KindOf(text[end]) != Kind.Letters => Parts(length, SignsPerToken),
                _ => 0, // a space, or a single sign, is read together with the word behind it
            };
            at = end;
        }

        return tokens;
    }

    private static int Parts(int length, int each) => (length + each - 1) / each;

    private static Kind KindOf(char letter) => letter switch
    {
        ' ' => Kind.Spaces,
        > '\u007f' => Kind.Others,
        _ when char.IsAsciiLetter(letter) => Kind.Letters,
        _ when char.IsAsciiDigit(letter) => Kind.Digits,
        _ => Kind.Signs,
    };

    private enum Kind
    {
        Spaces,
        Letters,
        Digits,
        Signs,
        Others,
    }
}
