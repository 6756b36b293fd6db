import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Threads, collected memory, timers and files: what a JVM asks of a kernel. */
public class Birds {
    record Nest(Nest left, Nest right) {
        static Nest build(int depth) {
            return depth == 0 ? new Nest(null, null) : new Nest(build(depth - 1), build(depth - 1));
        }

        int count() {
            return left == null ? 1 : 1 + left.count() + right.count();
        }
    }

    static int counter;

    static synchronized void increment() {
        counter++;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("Hello, " + String.join(" ", arguments));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                for (int j = 0; j < 2000; j++) increment();
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) thread.join();
        System.out.println("counted " + counter);

        ExecutorService pool = Executors.newFixedThreadPool(3);
        List<Future<Integer>> nests = new ArrayList<>();
        for (int i = 0; i < 12; i++) nests.add(pool.submit(() -> Nest.build(13).count()));
        int sum = 0;
        for (Future<Integer> nest : nests) sum += nest.get();
        pool.shutdown();
        System.out.println("nests " + sum);

        // More garbage than the heap holds.
        long total = 0;
        for (int i = 0; i < 400; i++) {
            byte[] block = new byte[1 << 20];
            block[i] = 1;
            total += block.length;
        }
        System.gc();
        System.out.println("allocated " + total);

        ConcurrentHashMap<Integer, Integer> remainders = new ConcurrentHashMap<>();
        IntStream.range(0, 5000).parallel().forEach(n -> remainders.merge(n % 7, 1, Integer::sum));
        System.out.println(remainders);

        ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
        CountDownLatch ticks = new CountDownLatch(3);
        clock.scheduleAtFixedRate(ticks::countDown, 1, 2, TimeUnit.MILLISECONDS);
        System.out.println("ticks " + ticks.await(10, TimeUnit.SECONDS));
        clock.shutdownNow();

        Object monitor = new Object();
        synchronized (monitor) {
            monitor.wait(5);
        }
        Thread sleeper = new Thread(() -> {
            try {
                Thread.sleep(100_000);
            } catch (InterruptedException e) {
                System.out.println("interrupted");
            }
        });
        sleeper.start();
        sleeper.interrupt();
        sleeper.join();

        // Faults that become exceptions.
        try {
            Object[] nothing = arguments.length > 100 ? arguments : null;
            System.out.println(nothing.length);
        } catch (NullPointerException e) {
            System.out.println("no array");
        }
        try {
            System.out.println(depth(0));
        } catch (StackOverflowError e) {
            System.out.println("too deep");
        }

        var file = java.nio.file.Files.createTempFile("birds", ".txt");
        java.nio.file.Files.writeString(file, "Mauersegler\n");
        System.out.print(java.nio.file.Files.readString(file));
        java.nio.file.Files.delete(file);
        System.exit(3);
    }

    static int depth(int n) {
        return depth(n + 1) + 1;
    }
}
