import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Six tasks on three threads, each of which throws 40 MB away. */
public class Garbage {
    private static long work(int factor) {
        long sum = 0;
        for (int round = 0; round < 20; round++) {
            List<byte[]> list = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                list.add(new byte[10000]);
                sum += list.get(i).length;
            }
        }
        return sum * factor;
    }

    public static void main(String[] arguments) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<Long>> results = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            final int factor = i;
            results.add(threads.submit(() -> work(factor)));
        }
        long sum = 0;
        for (Future<Long> result : results) sum += result.get();
        threads.shutdown();
        System.gc();
        System.out.println(sum + " " + Runtime.getRuntime().availableProcessors());
    }
}
