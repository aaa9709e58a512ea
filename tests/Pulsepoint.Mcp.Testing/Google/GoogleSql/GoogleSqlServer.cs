using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Grpc.Core;
using Grpc.Net.Client;
using Pulsepoint.Mcp.Testing.Google.GoogleSql.Wire;

namespace Pulsepoint.Mcp.Testing.Google.GoogleSql;

/// <summary>The analyzer and reference evaluator of GoogleSQL, as a child process on a loopback port.</summary>
public sealed class GoogleSqlServer : IDisposable
{
    private const string Solution = "Pulsepoint.Mcp.sln";
    private const string Package = "tests/tools/node_modules/@fivetrandevelopers/zetasql/lib/zetasql";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly GrpcChannel _channel;

    private GoogleSqlServer(Process process, int port)
    {
        _process = process;
        _channel = GrpcChannel.ForAddress(
            string.Create(CultureInfo.InvariantCulture, $"http://{IPAddress.Loopback}:{port}"),
            new GrpcChannelOptions { MaxReceiveMessageSize = null });
        Client = new ZetaSqlLocalService.ZetaSqlLocalServiceClient(_channel);
    }

    internal ZetaSqlLocalService.ZetaSqlLocalServiceClient Client { get; }

    /// <summary>Where this platform's program lies once <c>npm ci</c> has run; null when the package has none for it.</summary>
    public static string? Program
    {
        get
        {
            var arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
            var name = OperatingSystem.IsLinux() ? ".so" : OperatingSystem.IsMacOS() ? "" : null;
            return name is null ? null : Path.Combine(Root(), Package, (arm ? "remote_server_arm" : "remote_server") + name);
        }
    }

    public static async Task<GoogleSqlServer> StartAsync(string program)
    {
        var port = LoopbackPort.Free();
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, ["localhost", port.ToString(CultureInfo.InvariantCulture)])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        // Read, so that a full pipe never stops the server; what it logs is of no interest.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var server = new GoogleSqlServer(process, port);
        await server.WaitAsync();
        return server;
    }

    public void Dispose()
    {
        _channel.Dispose();
        if (!_process.HasExited)
            _process.Kill();

        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task WaitAsync()
    {
        // A server of another project says nowhere that it listens, so it has to be asked again.
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(s_pause))
        {
            try
            {
                await Client.GetLanguageOptionsAsync(new LanguageOptionsRequest());
                return;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable && !_process.HasExited && waited.Elapsed < s_patience)
            {
                // It does not listen yet.
            }
            catch
            {
                Dispose();
                throw;
            }
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, Solution)))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No {Solution} above {AppContext.BaseDirectory}.");

        return folder.FullName;
    }
}
