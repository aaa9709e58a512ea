using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Where a new key goes, taken hold of before it is made: nothing keeps it but this.</summary>
internal sealed class KeyDelivery : IDisposable
{
    private readonly NewPrivateFile? _file;

    private KeyDelivery(NewPrivateFile? file) => _file = file;

    /// <param name="file">The file, which must not be there yet; null for standard output.</param>
    public static KeyDelivery To(string? file) => new(file is null ? null : OutFile.Reserve(file));

    public async Task WriteAsync(KeyGrant grant, Secret key)
    {
        if (_file is null)
        {
            await Console.Out.WriteLineAsync(key.Reveal());
            return;
        }

        try
        {
            _file.Write(key.Reveal());
        }
        catch (IOException e)
        {
            throw new IOException($"Key {grant.Key} was made, but {_file.Path} could not be written ({e.Message}); end it with: pulsepoint-mcp key revoke {grant.Key}", e);
        }

        await Console.Out.WriteLineAsync($"{_file.Path}: key {grant.Key} of {grant.UserName}, until {grant.ExpiresAt}");
    }

    public void Dispose() => _file?.Dispose();
}
