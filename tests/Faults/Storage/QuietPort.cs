using System.Net;
using System.Net.Sockets;

namespace Platform.Tests.Faults.Storage;

/// <summary>
/// A port for a server that goes down and comes up again at the same address. It lies below those that Linux hands out by itself (from 32768), so that nobody else's
/// listener or connection gets it while the server is down.
/// </summary>
internal static class QuietPort
{
    private const int First = 20_000;
    private const int Last = 32_000;

    /// <summary>Draws a port that is free.</summary>
    public static int Draw()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next draw.
            }
        }
    }
}
