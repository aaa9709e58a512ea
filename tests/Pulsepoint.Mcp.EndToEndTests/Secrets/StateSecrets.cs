using System.Buffers.Text;
using System.Security.Cryptography;

namespace Pulsepoint.Mcp.EndToEndTests.Secrets;

/// <summary>Every secret that a state folder keeps, each with the one file it belongs in.</summary>
internal static class StateSecrets
{
    public static IReadOnlyList<KnownSecret> Of(string state) => [.. Keys(state), .. Issuer(state), .. Operators(state), .. SealingKeys(state)];

    private static IEnumerable<KnownSecret> Keys(string state) =>
        from file in Files(Path.Combine(state, "keys"), "*.key")
        from secret in KeySecrets.Of($"the key {Path.GetRelativePath(state, file)}", Read(file), file)
        select secret;

    private static IEnumerable<KnownSecret> Issuer(string state)
    {
        foreach (var file in Files(Path.Combine(state, "issuer"), "*.pem"))
        {
            foreach (var line in File.ReadLines(file).Where(line => !line.StartsWith('-')))
                yield return new KnownSecret("the issuer's private key: a line of its file", line, file);

            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(file));
            var number = key.ExportParameters(includePrivateParameters: true).D!; // asked for
            yield return new KnownSecret("the issuer's private key: its number in hex", Convert.ToHexStringLower(number));
            yield return new KnownSecret("the issuer's private key: its number in base64", Base64Url.EncodeToString(number));
        }
    }

    private static IEnumerable<KnownSecret> Operators(string state) =>
        from file in Files(Path.Combine(state, "secrets"), "*.secret").Concat(Files(Path.Combine(state, "secrets"), "*.password"))
        select new KnownSecret($"the password in {Path.GetFileName(file)}", Read(file), file);

    private static IEnumerable<KnownSecret> SealingKeys(string state) =>
        from file in Files(Path.Combine(state, "secrets"), "sealing.keys")
        from line in File.ReadLines(file)
        where line.Length > 0
        select new KnownSecret("a sealing key", line, file);

    private static string Read(string file) => File.ReadAllText(file).Trim();

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories) : [];
}
