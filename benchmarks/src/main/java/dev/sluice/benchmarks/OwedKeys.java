// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.Topics;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.beside.Done;
import dev.sluice.jobs.beside.Work;
import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.local.EmbeddedBroker;
import dev.sluice.workbench.local.LocalCluster;
import dev.sluice.workbench.local.LocalConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What waiting costs: many keys are owed an answer at once and one thread computes, which here
 * means that it sleeps. Counts how often the operator is rung; at each ring it reads at most one
 * request.
 */
@Command(name = "owed-keys", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class OwedKeys implements Callable<Integer> {
  private static final String OPERATOR = "owed-work";
  private static final AtomicInteger ANSWERS = new AtomicInteger();

  @Option(names = "--keys", defaultValue = "1000", description = "Keys that are owed an answer.")
  private int keys;

  @Option(names = "--millis", defaultValue = "5", description = "What one computation takes.")
  private int millis;

  @Option(names = "--numbers", defaultValue = "1000", description = "Numbers in a request.")
  private int numbers;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new OwedKeys()).execute(arguments));
  }

  /** Sleeps in place of a computation. */
  private record Sleep(int millis) implements Work<OwedRequest, Void, Sample> {
    @Override
    public long generation(OwedRequest request) {
      return 0;
    }

    @Override
    public boolean ends(OwedRequest request) {
      return false;
    }

    @Override
    public long bytes(OwedRequest request, Void memory) {
      return 0;
    }

    @Override
    public Done<Void, Sample> compute(OwedRequest request, Void memory)
        throws InterruptedException {
      Thread.sleep(millis);
      return new Done<>(null, answer(request));
    }

    @Override
    public Sample failed(OwedRequest request, Failure failure) {
      throw new IllegalStateException(failure.text());
    }

    private static Sample answer(OwedRequest request) {
      return Sample.newBuilder()
          .setExperimentId(request.key())
          .setTargets(List.of())
          .setValues(List.of())
          .build();
    }
  }

  /** Counts answers. */
  private static final class Count implements FilterFunction<Keyed<Sample>> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean filter(Keyed<Sample> answer) {
      ANSWERS.incrementAndGet();
      return true;
    }
  }

  private static Numbers<Sample> noNumbers() {
    return Numbers.of("key", snapshot -> 0, snapshot -> Numbers.UNKNOWN);
  }

  private record Parse(int numbers) implements MapFunction<RawRecord, OwedRequest> {
    @Override
    public OwedRequest map(RawRecord raw) {
      return new OwedRequest(raw.keyText(), new double[numbers]);
    }
  }

  @Override
  public Integer call() throws Exception {
    Path state = Files.createTempDirectory("sluice-benchmark-");
    Configuration configuration = LocalConfiguration.of(1, 0, Duration.ZERO, state);
    configuration.setString(
        "metrics.reporter.meters.factory.class", TaskMeters.Factory.class.getName());
    try (EmbeddedBroker broker = EmbeddedBroker.start("broker", 0, null);
        LocalCluster cluster = LocalCluster.start(configuration)) {
      KafkaSettings kafka = KafkaSettings.of(broker.bootstrap());
      Topics.create(kafka, List.of(Topic.SAMPLES), 1);
      StreamExecutionEnvironment env = cluster.environment();
      build(env, kafka);
      cluster.submit(env, OPERATOR);
      produce(kafka);
      while (ANSWERS.get() == 0) {
        Thread.sleep(1);
      }
      measure();
    }
    return 0;
  }

  private void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    KeyedStream<OwedRequest, String> requests =
        new JobTopics(kafka, OPERATOR, false)
            .source(env, Topic.SAMPLES, "requests")
            .map(new Parse(numbers))
            .returns(TypeInformation.of(OwedRequest.class))
            .uid("parse")
            .keyBy(OwedRequest::key, Types.STRING);
    Beside.newestWins(
            new Sleep(millis),
            TypeInformation.of(OwedRequest.class),
            1,
            new Gauged<>(0, OwedKeys::noNumbers))
        .on(requests, Sample.class, OPERATOR)
        .filter(new Count())
        .uid("count")
        .sinkTo(new DiscardingSink<Keyed<Sample>>())
        .uid("nowhere");
  }

  private void produce(KafkaSettings kafka) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap(), "linger.ms", 100),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      String topic = Topic.SAMPLES.name(kafka.prefix());
      for (int k = 0; k < keys; k++) {
        byte[] key = ("k" + k).getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, key, key)); // counted at the end
      }
    }
  }

  private void measure() throws InterruptedException {
    long mails = TaskMeters.mails(OPERATOR);
    double cpu = ThisProcess.cpuSeconds();
    long start = System.nanoTime();
    int answers = ANSWERS.get();
    while (ANSWERS.get() < keys) {
      Thread.sleep(10);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%,d owed keys, %d ms each: %,d answers in %.1f s; %,.0f rings/s, CPU %.2f s%n",
        keys,
        millis,
        keys - answers,
        seconds,
        (TaskMeters.mails(OPERATOR) - mails) / seconds,
        ThisProcess.cpuSeconds() - cpu);
  }
}
