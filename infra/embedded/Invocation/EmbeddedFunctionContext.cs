using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Platform.Embedded.Invocation;

/// <summary>One invocation on the embedded host.</summary>
internal sealed class EmbeddedFunctionContext : FunctionContext, IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    private readonly Func<EmbeddedFunctionContext, ValueTask<object?>> function;
    private readonly List<IAsyncDisposable> disposables = [];

    /// <param name="definition">What functions and middleware see of the function.</param>
    /// <param name="function">Binds the parameters from a context and calls the function's method.</param>
    /// <param name="input">What the trigger hands over.</param>
    /// <param name="services">The invocation's services.</param>
    /// <param name="cancellation">The token that the function sees.</param>
    public EmbeddedFunctionContext(
        FunctionDefinition definition,
        Func<EmbeddedFunctionContext, ValueTask<object?>> function,
        TriggerInput input,
        IServiceProvider services,
        CancellationToken cancellation)
    {
        FunctionDefinition = definition;
        this.function = function;
        Payload = input.Payload;
        Http = input.Http;
        InstanceServices = services;
        CancellationToken = cancellation;
        BindingContext = new Data(input.BindingData ?? NoData);
        RetryContext = new Attempt(input.RetryCount, input.MaxRetryCount);
        if (input.Http is not null)
            Items[ContextItems.HttpContext] = input.Http;
    }

    public object? Payload { get; }

    public HttpContext? Http { get; }

    public Outcome Result { get; } = new();

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => FunctionDefinition.Id;

    public override TraceContext TraceContext { get; } = new Trace(Activity.Current);

    public override BindingContext BindingContext { get; }

    public override RetryContext RetryContext { get; }

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition { get; }

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; }

    /// <summary>Calls the function and keeps what it returned as <see cref="Result"/>.</summary>
    public async Task CallAsync() => Result.Value = await function(this);

    /// <summary>Disposes the object when the invocation has ended.</summary>
    public T DisposeLater<T>(T disposable)
        where T : IAsyncDisposable
    {
        disposables.Add(disposable);
        return disposable;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var disposable in disposables)
            await disposable.DisposeAsync();
    }

    /// <summary>What the function returned.</summary>
    public sealed class Outcome : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class Data(IReadOnlyDictionary<string, object?> values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => values;
    }

    private sealed class Attempt(int count, int most) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => most;
    }

    private sealed class Trace(Activity? activity) : TraceContext
    {
        public override string TraceParent => activity?.Id ?? string.Empty;

        public override string TraceState => activity?.TraceStateString ?? string.Empty;
    }
}
