puts [expr 6*7]
puts [string length héé]
puts [clock format 0 -gmt 1]
puts [lsort {c a b}]
puts [regexp -inline {(\w+)@(\w+)} "user@host"]
error "on purpose"
