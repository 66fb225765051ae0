# The same sorts, analysed by R's qmethod. Its bootstrap takes minutes, so a part of it is measured and told as such.
suppressMessages(library(qmethod))
path <- commandArgs(trailingOnly = TRUE)[1]
steps <- as.integer(Sys.getenv("KOMPAS_BENCH_R_STEPS", "20"))
sorts <- read.csv(path, row.names = 1)
quiet <- function(work) invisible(capture.output(suppressWarnings(suppressMessages(work))))
milliseconds <- function(work) {
  start <- proc.time()
  quiet(work)
  unname(1000 * (proc.time() - start))[c(3, 1)]
}
line <- function(name, time) cat(sprintf("%-52s %40s\n", name, sprintf("%.0f ms, processor %.0f", time[1], time[2])))
cat(sprintf("R %s, qmethod %s, the same sorts\n", getRversion(), packageVersion("qmethod")))
times <- replicate(5, milliseconds(qmethod(sorts, nfactors = 7, rotation = "varimax", forced = TRUE, silent = TRUE)))
line("  complete analysis, components and varimax", apply(times, 1, median))
one <- milliseconds(qmboots(sorts, nfactors = 7, nsteps = steps, load = "auto", rotation = "varimax",
                            indet = "procrustes", fsi = FALSE))
line(sprintf("  bootstrap of %d steps, Procrustes", steps), one)
line("    so 1,000 steps would take", one * 1000 / steps)
