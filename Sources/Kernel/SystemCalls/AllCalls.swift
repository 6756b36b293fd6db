extension HandlerTable {
    /// Binds every family: what the catalogue says is there.
    public borrowing func bindAll() {
        IdentityCalls.bind(self)
        TimeCalls.bind(self)
        LimitsCalls.bind(self)
        SystemCalls.bind(self)
        MemoryCalls.bind(self)
        SignalCalls.bind(self)
        FileCalls.bind(self)
        SocketCalls.bind(self)
        MessageQueueCalls.bind(self)
    }
}
