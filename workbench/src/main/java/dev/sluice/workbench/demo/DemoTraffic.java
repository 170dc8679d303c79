// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.experiment.RegimeSchedule;
import dev.sluice.workbench.experiment.ShiftingExperiment;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import dev.sluice.workbench.topics.Publisher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * The producers of the demo: samples of all experiments in turn, half of them interventional where
 * mechanisms stay as they are, and now and then one that is sent twice or wrong. They begin slowly,
 * so that one sees what a few samples are worth, and reach their full rate after a minute. Runs in
 * a thread of its own until it is closed.
 */
final class DemoTraffic implements AutoCloseable {
  private static final int SAMPLES_PER_DUPLICATE = 101;
  private static final int SAMPLES_PER_FAULT = 211;

  /** Samples per second of all experiments together in the end. */
  private static final double FULL_RATE = 800;

  /** Seconds until then. */
  private static final double RAMP = 60;

  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final List<Stream> streams;
  private final KafkaSettings settings;
  private final Producer producer =
      new Producer("demo-traffic", "the demo's producers", this::produce);
  private long records;

  /** The samples of one experiment. */
  private static final class Stream {
    private final String experiment;
    private final LongFunction<Sample> samples;
    private long sent;

    /** What sample number n is. */
    Stream(String experiment, LongFunction<Sample> samples) {
      this.experiment = experiment;
      this.samples = samples;
    }

    static Stream of(SimulatedExperiment experiment) {
      RegimeSchedule schedule = experiment.schedule(experiment.dimension(), 1);
      long[] sent = new long[1 + experiment.dimension()];
      return new Stream(
          experiment.id(),
          number -> {
            int regime = schedule.next();
            return experiment.sample(regime, sent[regime]++);
          });
    }

    Sample next() {
      return samples.apply(sent++);
    }
  }

  private DemoTraffic(
      List<SimulatedExperiment> experiments, ShiftingExperiment shifting, KafkaSettings settings) {
    this.streams = new ArrayList<>(experiments.stream().map(Stream::of).toList());
    streams.add(new Stream(shifting.system().id(), shifting::sample));
    this.settings = settings;
  }

  /** Begins to send. */
  static DemoTraffic start(
      List<SimulatedExperiment> experiments, ShiftingExperiment shifting, KafkaSettings settings) {
    DemoTraffic traffic = new DemoTraffic(experiments, shifting, settings);
    traffic.producer.start();
    return traffic;
  }

  private void produce() {
    long start = System.nanoTime();
    long sent = 0;
    try (Publisher<Sample> publisher = Publisher.of(settings, Topic.SAMPLES, Sample.class)) {
      while (!producer.isClosed()) {
        double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
        for (; sent < due(seconds) && !producer.isClosed(); sent++) {
          send(publisher, sent);
        }
        LockSupport.parkNanos(REST_NANOS);
      }
    }
  }

  /** Samples that are to be sent by some time: the rate grows evenly, then stays. */
  static long due(double seconds) {
    double ramp = Math.min(seconds, RAMP);
    return (long) (FULL_RATE / RAMP / 2 * ramp * ramp + FULL_RATE * (seconds - ramp));
  }

  private void send(Publisher<Sample> publisher, long number) {
    Sample sample = streams.get((int) (number % streams.size())).next();
    send(publisher, sample);
    if (number % SAMPLES_PER_DUPLICATE == SAMPLES_PER_DUPLICATE - 1) {
      send(publisher, sample);
    }
    if (number % SAMPLES_PER_FAULT == SAMPLES_PER_FAULT - 1) {
      send(publisher, DemoFaults.number(number / SAMPLES_PER_FAULT));
    }
  }

  private void send(Publisher<Sample> publisher, Sample sample) {
    publisher.send(sample.getExperimentId(), sample);
    records++;
  }

  private void send(Publisher<Sample> publisher, DemoFaults.Fault fault) {
    publisher.sendBytes(fault.experiment(), fault.value().getBytes(StandardCharsets.UTF_8));
    records++;
  }

  /**
   * Sends no more, and waits until everything sent is stored.
   *
   * @throws Failure if sending failed
   */
  void stop() throws InterruptedException {
    producer.stop();
  }

  /**
   * Does nothing while all is well.
   *
   * @throws Failure if sending failed
   */
  void check() {
    producer.check();
  }

  /** Records sent, after {@link #stop}. */
  long records() {
    return records;
  }

  /** Different samples sent of an experiment, after {@link #stop}. */
  long samples(String experimentId) {
    return streams.stream()
        .filter(stream -> stream.experiment.equals(experimentId))
        .mapToLong(stream -> stream.sent)
        .sum();
  }

  /** Sends no more, and waits a little for what is on its way. */
  @Override
  public void close() {
    producer.close();
  }
}
