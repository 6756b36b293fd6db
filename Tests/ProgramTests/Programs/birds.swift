// What a Swift program asks for: Foundation, threads, Dispatch, tasks, files.
import Dispatch
import Foundation

struct Bird: Codable, Equatable {
    var name: String
    var wingspan: Double
    var seen: Date
}

let birds = [
    Bird(name: "Mauersegler", wingspan: 0.42, seen: Date(timeIntervalSince1970: 1_700_000_000)),
    Bird(name: "Alpensegler", wingspan: 0.57, seen: Date(timeIntervalSince1970: 1_710_000_000.5)),
]
let encoder = JSONEncoder()
encoder.outputFormatting = [.sortedKeys]
encoder.dateEncodingStrategy = .secondsSince1970
let data = try encoder.encode(birds)
print(String(decoding: data, as: UTF8.self))
let decoder = JSONDecoder()
decoder.dateDecodingStrategy = .secondsSince1970
print("same again:", try decoder.decode([Bird].self, from: data) == birds)

print(ISO8601DateFormatter().string(from: birds[0].seen))
print("time goes on:", Date().timeIntervalSince1970 > 1_700_000_000, String(format: "%05.2f|%@", 3.14159, "text"))

// Threads of Foundation, which a condition wakes.
let condition = NSCondition()
var arrived = 0
for _ in 0..<4 {
    Thread {
        condition.lock()
        arrived += 1
        condition.signal()
        condition.unlock()
    }.start()
}
condition.lock()
while arrived < 4 { condition.wait() }
condition.unlock()
print("threads", arrived)

// Dispatch: a serial queue, a group, a timer, many iterations at a time.
let queue = DispatchQueue(label: "serial")
let group = DispatchGroup()
var sum = 0
for n in 1...100 { queue.async(group: group) { sum += n } }
group.wait()
print("sum", sum)
let squares = UnsafeMutableBufferPointer<Int>.allocate(capacity: 1000)
DispatchQueue.concurrentPerform(iterations: 1000) { squares[$0] = $0 * $0 }
print("squares", squares.reduce(0, +))
let fired = DispatchSemaphore(value: 0)
DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(20)) { fired.signal() }
print("timer", fired.wait(timeout: .now() + 5) == .success)

// Swift's own concurrency.
let doubled = DispatchSemaphore(value: 0)
Task.detached {
    let total = await withTaskGroup(of: Int.self) { tasks in
        for n in 0..<50 { tasks.addTask { await Task.yield(); return 2 * n } }
        return await tasks.reduce(0, +)
    }
    print("tasks", total)
    try? await Task.sleep(nanoseconds: 1_000_000)
    doubled.signal()
}
doubled.wait()

// Long enough for libdispatch to count its threads that run, which it does once a second by /proc.
let busy = DispatchGroup()
for _ in 0..<6 { DispatchQueue.global().async(group: busy) { for _ in 0..<13 { usleep(100_000) } } }
busy.wait()

let place = FileManager.default.temporaryDirectory.appendingPathComponent("bird.txt")
try "Segler".write(to: place, atomically: true, encoding: .utf8)
print(try String(contentsOf: place, encoding: .utf8), try FileManager.default.attributesOfItem(atPath: place.path)[.size] ?? 0)
try FileManager.default.removeItem(at: place)
do { _ = try Data(contentsOf: place) } catch { print("gone:", (error as NSError).code) }
print(ProcessInfo.processInfo.arguments.dropFirst().joined(separator: ","), birds.map(\.name).sorted())
exit(4)
