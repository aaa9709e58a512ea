using Polly;
using Polly.Timeout;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Postgres.Embedded;

/// <summary>
/// Two file locks that the kernel releases when a process dies. The start lock: only one process creates, starts or
/// stops at a time. The users lock: everyone who uses the cluster shares it, so whoever can take it alone is the last.
/// </summary>
internal sealed class ClusterLocks(ClusterFolders folders, TimeSpan patience, TimeProvider time)
{
    // Not a pipeline of FileStream: Polly keeps every member of a pipeline's result type, and some of its cannot be compiled ahead.
    private readonly ResiliencePipeline _waiting = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddTimeout(patience)
        .AddRetry(Patience.AskAgain(new PredicateBuilder().Handle<IOException>(IsHeldByAnother)))
        .Build();

    public Task<FileStream> StartingAsync(CancellationToken cancellationToken) =>
        WaitAsync(folders.StartLock, FileAccess.ReadWrite, FileShare.None, cancellationToken);

    public Task<FileStream> UsingAsync(CancellationToken cancellationToken) =>
        WaitAsync(folders.UsersLock, FileAccess.Read, FileShare.Read, cancellationToken);

    /// <summary>Whether nobody uses the cluster. Ask only under the start lock, else the answer is old at once.</summary>
    public bool NobodyUsesIt()
    {
        try
        {
            using var alone = Open(folders.UsersLock, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException held) when (IsHeldByAnother(held))
        {
            return false;
        }
    }

    private async Task<FileStream> WaitAsync(string path, FileAccess access, FileShare share, CancellationToken cancellationToken)
    {
        try
        {
            return await _waiting.ExecuteAsync(_ => ValueTask.FromResult(Open(path, access, share)), cancellationToken);
        }
        catch (TimeoutRejectedException late)
        {
            throw Refusal.SourceUnavailable(
                "Another process has been starting or stopping the embedded database for too long.",
                "Wait a moment and try again; end a hanging pulsepoint-mcp process if there is one.",
                late);
        }
    }

    private static FileStream Open(string path, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>A refused lock is a plain IOException; a missing folder and kin are its subclasses.</summary>
    private static bool IsHeldByAnother(IOException failure) => failure.GetType() == typeof(IOException);
}
