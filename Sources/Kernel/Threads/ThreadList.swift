internal import LinuxABI
internal import Scheduling

/// A process's threads, and their numbers.
public final class ThreadList {
    public private(set) var all: [Thread] = []
    private var leaving: [Thread] = []
    private var lastNumber: Int32

    init(first: Int32) { lastNumber = first }

    /// How many there are.
    public var count: Int { all.count }

    func add(_ thread: Thread) { all.append(thread) }

    /// Takes a thread out that ends. It is kept until nobody runs on its stack.
    func remove(_ thread: Thread) {
        leaving.append(thread)
        take(thread, from: &all)
    }

    /// A thread that has ended runs nowhere any more.
    func forget(_ thread: Thread) { take(thread, from: &leaving) }

    private func take(_ thread: Thread, from list: inout [Thread]) {
        for index in list.indices where list[index] === thread {
            list.swapAt(index, list.count - 1)
            list.removeLast()
            return
        }
    }

    /// The thread of that number, nil if it has ended or never was.
    func find(_ id: Int32) -> Thread? {
        for thread in all where thread.id == id { return thread }
        return nil
    }

    /// The next free number: they go up, and begin anew behind `pid_max`.
    func nextNumber() -> Int32 {
        repeat { lastNumber = lastNumber >= 4_194_303 ? 300 : lastNumber + 1 } while find(lastNumber) != nil
        return lastNumber
    }
}
