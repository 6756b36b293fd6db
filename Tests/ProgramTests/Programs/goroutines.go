// What a Go program asks for: goroutines on several threads, timers, channels, the collector, signals that preempt.
package main

import (
	"fmt"
	"os"
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

type node struct {
	left, right *node
}

func tree(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{tree(depth - 1), tree(depth - 1)}
}
func (n *node) count() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.count() + n.right.count()
}

func main() {
	jobs, results := make(chan int), make(chan int, 8)
	var group sync.WaitGroup
	for i := 0; i < 8; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for n := range jobs {
				results <- n * n
			}
		}()
	}
	go func() {
		for i := 1; i <= 1000; i++ {
			jobs <- i
		}
		close(jobs)
		group.Wait()
		close(results)
	}()
	sum := 0
	for r := range results {
		sum += r
	}
	fmt.Println("sum of squares", sum)

	// Timers: none fires too early, a stopped one never.
	fired := make(chan int, 3)
	start := time.Now()
	var early atomic.Bool
	for _, n := range []int{30, 10, 20} {
		n := n
		time.AfterFunc(time.Duration(n)*time.Millisecond, func() {
			if time.Since(start) < time.Duration(n)*time.Millisecond {
				early.Store(true)
			}
			fired <- n
		})
	}
	stopped := time.AfterFunc(5*time.Millisecond, func() { fired <- 5 })
	fmt.Println("stopped", stopped.Stop())
	all := []int{<-fired, <-fired, <-fired}
	sort.Ints(all)
	fmt.Println("early", early.Load(), all)
	ticker := time.NewTicker(2 * time.Millisecond)
	for i := 0; i < 5; i++ {
		<-ticker.C
	}
	ticker.Stop()
	select {
	case <-fired:
		fmt.Println("too many")
	case <-time.After(10 * time.Millisecond):
		fmt.Println("timeout")
	}

	// The collector, with pressure from several goroutines.
	var trees sync.WaitGroup
	counts := make([]int, 4)
	for i := range counts {
		trees.Add(1)
		go func(i int) {
			defer trees.Done()
			for j := 0; j < 10; j++ {
				counts[i] += tree(10).count()
			}
		}(i)
	}
	trees.Wait()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	fmt.Println(counts, stats.NumGC > 0)

	// A goroutine that does not yield is preempted, by a signal.
	runtime.GOMAXPROCS(1)
	done := false
	go func() {
		for !done {
		}
	}()
	time.Sleep(5 * time.Millisecond)
	done = true
	fmt.Println("preempted")

	// A fault becomes a panic that can be recovered from.
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var nothing *node
		fmt.Println(nothing.left)
	}()
	fmt.Println(os.Args[1:], len(os.Environ()) > 0)
	file, err := os.CreateTemp("", "go")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	file.WriteString("kept")
	back, err := os.ReadFile(file.Name())
	fmt.Println(string(back), err)
	os.Remove(file.Name())
	os.Exit(3)
}
