using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Where a new key goes, made sure of before it is made: nothing keeps it but this.</summary>
internal sealed class KeyDelivery
{
    private readonly string? _file;

    private KeyDelivery(string? file) => _file = file;

    /// <param name="file">The file; null for standard output.</param>
    public static KeyDelivery To(string? file) => file is null || Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)))
        ? new KeyDelivery(file)
        : throw new UsageException("The folder of --out does not exist.", "Make the folder first; the key is written to a file in it.");

    public async Task WriteAsync(KeyGrant grant, Secret key)
    {
        if (_file is null)
        {
            await Console.Out.WriteLineAsync(key.Reveal());
            return;
        }

        StateFolder.WritePrivate(_file, key.Reveal());
        await Console.Out.WriteLineAsync($"{_file}: key {grant.Key} of {grant.UserName}, until {grant.ExpiresAt}");
    }
}
