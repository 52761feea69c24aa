using System.Text;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Platform.Embedded.Durable.History;

/// <summary>
/// Bytes of history events: a format version, then per event a kind and its fields. Older versions stay readable for ever, because instances outlive releases.
/// </summary>
internal static class HistoryCodec
{
    private const byte FormatVersion = 1;
    private const int MaxFailureDepth = 32;

    /// <summary>Numbers in stored data: never reuse or renumber.</summary>
    private enum Kind : byte
    {
        TurnStarted = 1,
        ExecutionStarted = 2,
        StartRequested = 3,
        ActivityScheduled = 4,
        SubOrchestrationScheduled = 5,
        TimerScheduled = 6,
        EventSent = 7,
        ActivityCompleted = 8,
        ActivityFailed = 9,
        SubOrchestrationCompleted = 10,
        SubOrchestrationFailed = 11,
        TimerFired = 12,
        EventReceived = 13,
        Suspended = 14,
        Resumed = 15,
        Terminated = 16,
        Rewound = 17,
        ExecutionEnded = 18,
    }

    /// <summary>Bytes of <paramref name="events"/> in order.</summary>
    public static byte[] Encode(IReadOnlyList<HistoryEvent> events)
    {
        using var stream = new MemoryStream(128);
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(FormatVersion);
        foreach (var e in events)
        {
            Write(writer, e);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Bytes of one event.</summary>
    public static byte[] Encode(HistoryEvent e) => Encode([e]);

    /// <summary>Appends the events in <paramref name="bytes"/> to <paramref name="events"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a history of a known version.</exception>
    public static void Decode(byte[] bytes, List<HistoryEvent> events)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        try
        {
            var version = reader.ReadByte();
            if (version != FormatVersion)
            {
                throw new InvalidDataException($"History format {version} is not known to this release (it knows {FormatVersion}).");
            }

            while (reader.BaseStream.Position < bytes.Length)
            {
                events.Add(Read(reader));
            }
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("A stored history is damaged: " + e.Message, e);
        }
    }

    /// <summary>The single event in <paramref name="bytes"/>.</summary>
    public static HistoryEvent DecodeOne(byte[] bytes)
    {
        var events = new List<HistoryEvent>(1);
        Decode(bytes, events);
        return events is [var only] ? only : throw new InvalidDataException($"A stored message holds {events.Count} events instead of one.");
    }

    /// <summary>Bytes of failure details.</summary>
    public static byte[] EncodeFailure(TaskFailureDetails failure)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        WriteFailure(writer, failure, 0);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Failure details from their bytes.</summary>
    public static TaskFailureDetails DecodeFailure(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        return ReadFailure(reader, 0);
    }

    private static void Write(BinaryWriter w, HistoryEvent e)
    {
        switch (e)
        {
            case TurnStarted x: Head(w, Kind.TurnStarted); w.Write(x.UtcNow.Ticks); break;
            case ExecutionStarted x: Head(w, Kind.ExecutionStarted); w.Write(x.Name); w.Write(x.Version); break;
            case StartRequested: Head(w, Kind.StartRequested); break;
            case EventReceived x: Head(w, Kind.EventReceived); w.Write(x.Name); Text(w, x.Payload); w.Write(x.Seq); break;
            case Suspended x: Head(w, Kind.Suspended); Text(w, x.Reason); break;
            case Resumed x: Head(w, Kind.Resumed); Text(w, x.Reason); break;
            case Terminated x: Head(w, Kind.Terminated); Text(w, x.Output); w.Write(x.Recursive); break;
            case Rewound x: Head(w, Kind.Rewound); Text(w, x.Reason); break;
            case ExecutionEnded x: Head(w, Kind.ExecutionEnded); w.Write((byte)x.Status); Text(w, x.Output); OptionalFailure(w, x.Failure); break;
            case RequestEvent x: WriteRequest(w, x); break;
            case AnswerEvent x: WriteAnswer(w, x); break;
            default: throw new ArgumentException($"{e.GetType().Name} has no stored form.", nameof(e));
        }
    }

    private static void WriteRequest(BinaryWriter w, RequestEvent e)
    {
        switch (e)
        {
            case ActivityScheduled x: Head(w, Kind.ActivityScheduled, x.Id); w.Write(x.Name); break;
            case SubOrchestrationScheduled x: Head(w, Kind.SubOrchestrationScheduled, x.Id); w.Write(x.Name); w.Write(x.InstanceId); break;
            case TimerScheduled x: Head(w, Kind.TimerScheduled, x.Id); w.Write(x.FireAt.Ticks); break;
            case EventSent x: Head(w, Kind.EventSent, x.Id); w.Write(x.InstanceId); w.Write(x.Name); break;
            default: throw new ArgumentException($"{e.GetType().Name} has no stored form.", nameof(e));
        }
    }

    private static void WriteAnswer(BinaryWriter w, AnswerEvent e)
    {
        switch (e)
        {
            case ActivityCompleted x: Head(w, Kind.ActivityCompleted, x.Id); Text(w, x.Result); break;
            case ActivityFailed x: Head(w, Kind.ActivityFailed, x.Id); WriteFailure(w, x.Failure, 0); w.Write(x.Retriable); break;
            case SubOrchestrationCompleted x: Head(w, Kind.SubOrchestrationCompleted, x.Id); Text(w, x.Result); break;
            case SubOrchestrationFailed x: Head(w, Kind.SubOrchestrationFailed, x.Id); WriteFailure(w, x.Failure, 0); w.Write(x.Retriable); break;
            case TimerFired x: Head(w, Kind.TimerFired, x.Id); break;
            default: throw new ArgumentException($"{e.GetType().Name} has no stored form.", nameof(e));
        }
    }

    private static HistoryEvent Read(BinaryReader r) => (Kind)r.ReadByte() switch
    {
        Kind.TurnStarted => new TurnStarted(Utc(r)),
        Kind.ExecutionStarted => new ExecutionStarted(r.ReadString(), r.ReadString()),
        Kind.StartRequested => StartRequested.Instance,
        Kind.ActivityScheduled => new ActivityScheduled(Id(r), r.ReadString()),
        Kind.SubOrchestrationScheduled => new SubOrchestrationScheduled(Id(r), r.ReadString(), r.ReadString()),
        Kind.TimerScheduled => new TimerScheduled(Id(r), Utc(r)),
        Kind.EventSent => new EventSent(Id(r), r.ReadString(), r.ReadString()),
        Kind.ActivityCompleted => new ActivityCompleted(Id(r), Text(r)),
        Kind.ActivityFailed => new ActivityFailed(Id(r), ReadFailure(r, 0), r.ReadBoolean()),
        Kind.SubOrchestrationCompleted => new SubOrchestrationCompleted(Id(r), Text(r)),
        Kind.SubOrchestrationFailed => new SubOrchestrationFailed(Id(r), ReadFailure(r, 0), r.ReadBoolean()),
        Kind.TimerFired => new TimerFired(Id(r)),
        Kind.EventReceived => new EventReceived(r.ReadString(), Text(r), r.ReadInt64()),
        Kind.Suspended => new Suspended(Text(r)),
        Kind.Resumed => new Resumed(Text(r)),
        Kind.Terminated => new Terminated(Text(r), r.ReadBoolean()),
        Kind.Rewound => new Rewound(Text(r)),
        Kind.ExecutionEnded => new ExecutionEnded((OrchestrationRuntimeStatus)r.ReadByte(), Text(r), OptionalFailure(r)),
        var kind => throw new InvalidDataException($"History event kind {(byte)kind} is not known to this release."),
    };

    private static void Head(BinaryWriter w, Kind kind) => w.Write((byte)kind);

    private static void Head(BinaryWriter w, Kind kind, int id)
    {
        w.Write((byte)kind);
        w.Write7BitEncodedInt(id);
    }

    private static int Id(BinaryReader r) => r.Read7BitEncodedInt();

    private static DateTime Utc(BinaryReader r) => new(r.ReadInt64(), DateTimeKind.Utc);

    private static void Text(BinaryWriter w, string? text)
    {
        w.Write(text is not null);
        if (text is not null)
        {
            w.Write(text);
        }
    }

    private static string? Text(BinaryReader r) => r.ReadBoolean() ? r.ReadString() : null;

    private static void OptionalFailure(BinaryWriter w, TaskFailureDetails? failure)
    {
        w.Write(failure is not null);
        if (failure is not null)
        {
            WriteFailure(w, failure, 0);
        }
    }

    private static TaskFailureDetails? OptionalFailure(BinaryReader r) => r.ReadBoolean() ? ReadFailure(r, 0) : null;

    private static void WriteFailure(BinaryWriter w, TaskFailureDetails failure, int depth)
    {
        w.Write(failure.ErrorType);
        w.Write(failure.ErrorMessage);
        Text(w, failure.StackTrace);
        var inner = depth < MaxFailureDepth ? failure.InnerFailure : null;
        w.Write(inner is not null);
        if (inner is not null)
        {
            WriteFailure(w, inner, depth + 1);
        }
    }

    private static TaskFailureDetails ReadFailure(BinaryReader r, int depth)
    {
        if (depth > MaxFailureDepth)
        {
            throw new InvalidDataException($"Failure details nest deeper than {MaxFailureDepth}.");
        }

        var (type, message, stack) = (r.ReadString(), r.ReadString(), Text(r));
        return new TaskFailureDetails(type, message, stack, r.ReadBoolean() ? ReadFailure(r, depth + 1) : null, null);
    }
}
