using System.Text;
using DynamoLab.Core;

namespace DynamoLab.Node.Durability;

/// <summary>
/// A node's own directory. A lock on one file of it, held as long as the process lives and gone with it however it
/// ends, keeps a second process out; the file names the node whose data it is, so that no other takes it over.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>Upper case, so that it is no file of the store's.</summary>
    public const string LockName = "LOCK";

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Creates the directory where needed.</summary>
    /// <exception cref="IOException">
    /// Another process uses it, another node's data is in it, or it cannot be written to; the message is for the user.
    /// </exception>
    public static DataFolder Open(string path, NodeId node)
    {
        FileStream held;
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--data_dir is '{path}', which cannot be made: {e.Message}", e);
        }

        var file = new FileInfo(System.IO.Path.Combine(path, LockName));
        if (file.LinkTarget is { } target)
        {
            throw new IOException($"--data_dir is '{path}', whose {LockName} is a link to {target}; accepted: a file");
        }

        try
        {
            held = file.Open(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"--data_dir is '{path}', which cannot be written to: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new IOException(
                $"--data_dir is '{path}', which another process uses; accepted: a directory of this node's own", e);
        }

        var owner = new StreamReader(held, Encoding.UTF8, leaveOpen: true).ReadToEnd().Trim();
        if (owner.Length > 0 && owner != node.Name)
        {
            held.Dispose();
            throw new IOException(
                $"--data_dir is '{path}', which holds the data of {owner}; accepted: a directory of this node's own");
        }

        if (owner.Length == 0)
        {
            held.Write(Encoding.UTF8.GetBytes(node.Name));
            held.Flush();
        }

        return new DataFolder(path, held);
    }

    public void Dispose() => _lock.Dispose();
}
