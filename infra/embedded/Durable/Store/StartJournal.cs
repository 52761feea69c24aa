using System.Buffers.Binary;

namespace Platform.Embedded.Durable.Store;

/// <summary>
/// Which activities are running right now, in a small file beside the database: written before an activity starts, by a plain write that outlives
/// the process (not a power failure, which no activity causes). A later process reads from it during which activities this one died.
/// </summary>
internal sealed class StartJournal : IDisposable
{
    private const int EntrySize = 8;

    private readonly FileStream file;
    private readonly object gate = new();
    private bool closed;

    private StartJournal(FileStream file) => this.file = file;

    /// <summary>What the file says after the end of a process: in which opening of the database it ran, and the activities that were running.</summary>
    internal readonly record struct Remains(long Epoch, IReadOnlyList<long> Activities);

    /// <summary>The journal beside a database.</summary>
    public static string PathOf(string database) => database + ".running";

    public static Remains Read(string path)
    {
        if (!File.Exists(path))
        {
            return new Remains(0, []);
        }

        var bytes = File.ReadAllBytes(path);
        var numbers = new List<long>();
        for (var at = 0; at + EntrySize <= bytes.Length; at += EntrySize)
        {
            numbers.Add(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)));
        }

        return numbers.Count == 0 ? new Remains(0, []) : new Remains(numbers[0], [.. numbers.Skip(1).Where(number => number != 0)]);
    }

    /// <summary>Begins the journal of opening <paramref name="epoch"/> with room for <paramref name="slots"/> running activities.</summary>
    public static StartJournal Begin(string path, long epoch, int slots)
    {
        var journal = new StartJournal(new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        journal.Write(0, epoch);
        for (var slot = 0; slot < slots; slot++)
        {
            journal.Leave(slot);
        }

        return journal;
    }

    /// <summary>False when the disk refuses: a process that ends during the activity would then not be counted against it.</summary>
    public bool TryEnter(int slot, long activity) => TryWrite(slot, activity);

    /// <summary>An entry that stays because the disk refuses does no harm: the activity has an outcome and is gone from the database.</summary>
    public void Leave(int slot) => TryWrite(slot, 0);

    /// <summary>The process ends in order: nothing that still runs is to blame.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            file.SetLength(0);
            file.Dispose();
        }
    }

    private bool TryWrite(int slot, long number)
    {
        try
        {
            Write(slot + 1, number);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Write(int index, long number)
    {
        Span<byte> bytes = stackalloc byte[EntrySize];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        lock (gate)
        {
            if (!closed)
            {
                RandomAccess.Write(file.SafeFileHandle, bytes, (long)index * EntrySize);
            }
        }
    }
}
