using Pulsepoint.Mcp.Core.State;

namespace Pulsepoint.Mcp.Cli;

/// <summary>The file that <c>--out</c> names. It is never one that is there: what it holds may exist nowhere else.</summary>
internal static class OutFile
{
    public static NewPrivateFile Reserve(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"--out names a folder: {path}.", $"Name a file in it, like {Path.Combine(path, "analyst.key")}.");
        if (File.Exists(path))
            throw new UsageException($"{path} exists already.", "Name another file, or remove that one first.");

        try
        {
            return new NewPrivateFile(path);
        }
        catch (DirectoryNotFoundException)
        {
            throw new UsageException("The folder of --out does not exist.", "Make the folder first.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written: {e.Message}", "Name a file in a folder of your own.");
        }
    }
}
