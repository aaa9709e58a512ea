using System.Buffers.Text;
using System.Security.Cryptography;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Operators;

/// <summary>The passwords of the embedded cluster's operator logins: random, each in a file that only its owner can read.</summary>
internal sealed class OperatorSecrets(StateFolder state)
{
    private const int PasswordBytes = 32;

    public DatabaseLogin Read(string role)
    {
        var file = FileOf(role);
        if (!File.Exists(file))
        {
            throw Refusal.SourceUnavailable(
                $"The embedded database has no credential of {role} yet.",
                "Run 'pulsepoint-mcp demo' once, or set PULSEPOINT_DATABASE and its operators' settings.");
        }

        return new DatabaseLogin(role, new Secret(File.ReadAllText(file).Trim()));
    }

    /// <summary>The credential, made now where there is none. Callers take turns: bootstrapping holds a lock.</summary>
    public DatabaseLogin ReadOrMake(string role)
    {
        if (!File.Exists(FileOf(role)))
        {
            StateFolder.CreatePrivate(state.Secrets);
            StateFolder.WritePrivate(FileOf(role), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes)));
        }

        return Read(role);
    }

    private string FileOf(string role) => Path.Combine(state.Secrets, role + ".secret");
}
