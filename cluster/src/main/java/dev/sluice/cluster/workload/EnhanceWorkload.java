// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cluster.workload.Message.Fate;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.lesion.enhance.EnhanceJob;
import dev.sluice.jobs.lesion.enhance.EnhanceOptions;
import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.enhance.Acceptor;
import dev.sluice.models.lesion.enhance.Donor;
import dev.sluice.models.lesion.enhance.Enhancement;
import dev.sluice.models.lesion.enhance.EnhancementOutcome;
import dev.sluice.models.lesion.enhance.EnhancementSettings;
import dev.sluice.models.lesion.enhance.MapParameters;
import dev.sluice.models.lesion.enhance.Provenance;
import dev.sluice.models.lesion.enhance.Rejection;
import dev.sluice.models.lesion.enhance.SyntheticCase;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that moves lesions to healthy brains: every tenth step is another stroke of the training
 * set, of which there are few images, and now and then one of the test set, of which nothing may be
 * made. No case comes twice, so that a record that does shows.
 */
final class EnhanceWorkload implements Workload {
  /** Cases are slower to make than to check, but they are checked all at once. */
  private static final int STEPS_PER_CASE = 10;

  private static final int STROKES = 5;
  private static final int HEALTHY = 3;
  private static final int REPLICAS = 1;
  private static final long SEED = 4;

  private final Brains brains = Brains.written(STROKES, HEALTHY);
  private final Enhancement enhancement = new Enhancement(EnhancementSettings.DEFAULT, SEED);

  @Override
  public String name() {
    return "enhance";
  }

  @Override
  public String main() {
    return EnhanceJob.class.getName();
  }

  @Override
  public List<String> options() {
    return List.of(
        "--acceptors=" + brains.acceptors(),
        "--out=" + brains.out(),
        "--replicas=" + REPLICAS,
        "--seed=" + SEED);
  }

  @Override
  public List<Topic> topics() {
    return EnhanceJob.TOPICS;
  }

  @Override
  public List<Topic> inputs() {
    return EnhanceJob.INPUTS;
  }

  /** Every key has one record: what comes again has not grown. */
  @Override
  public Map<Topic, String> growing() {
    return Map.of(Topic.LESION_SYNTHETIC, "replica");
  }

  @Override
  public List<Topic> latest() {
    return List.of(Topic.LESION_SYNTHETIC);
  }

  @Override
  public List<Message> declarations() {
    return List.of();
  }

  /** The job keeps nothing of a case: none waits, and one that came again would be made again. */
  @Override
  public List<Message> step(long number) {
    if (number % STEPS_PER_CASE != 0) {
      return List.of();
    }
    return Numbered.step(number / STEPS_PER_CASE, n -> stroke(name(n), n, "TRAINING"), this::held)
        .stream()
        .filter(message -> message.fate() != Fate.DUPLICATE)
        .map(EnhanceWorkload::read)
        .toList();
  }

  private Message held(long number) {
    return stroke(new CaseName("test-" + number, "held-out"), number, "TEST");
  }

  private static Message read(Message message) {
    return message.fate() == Fate.WAITING
        ? new Message(message.topic(), message.key(), message.value(), Fate.ACCEPTED)
        : message;
  }

  private Message stroke(CaseName name, long number, String split) {
    Phantom images = images(number);
    return new Message(
        Topic.LESION_CASES,
        name.caseId(),
        """
        {"caseId":"%s","patientId":"%s","kind":"STROKE","split":"%s","image":"%s","mask":"%s","brain":"%s","phantom":true}"""
            .formatted(
                name.caseId(),
                name.patientId(),
                split,
                brains.image(images),
                brains.mask(images),
                brains.brain(images)),
        Fate.ACCEPTED);
  }

  private static CaseName name(long number) {
    return new CaseName("case-" + number, "patient-" + number);
  }

  private Phantom images(long number) {
    return brains.strokes().get((int) (number % STROKES));
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    EnhanceJob.build(env, JobSettings.of(new EnhanceOptions(), kafka, options()));
  }

  @Override
  public Map<Topic, Map<String, Map<String, Object>>> batch(long steps) {
    Map<String, Map<String, Object>> records = new TreeMap<>();
    for (long number = 0; number < cases(steps); number++) {
      CaseName donor = name(number);
      Phantom acceptor = acceptor(donor);
      records.put(key(donor, acceptor), record(donor, acceptor, made(donor, acceptor, number)));
    }
    return Map.of(Topic.LESION_SYNTHETIC, records);
  }

  private static long cases(long steps) {
    return (steps + STEPS_PER_CASE - 1) / STEPS_PER_CASE;
  }

  private static String key(CaseName donor, Phantom acceptor) {
    return "%s+%s#0@%d".formatted(donor.caseId(), acceptor.name().caseId(), SEED);
  }

  /** Each with the same probability, in the order of their ids, which is that of their numbers. */
  private Phantom acceptor(CaseName donor) {
    double drawn = CounterRandom.of(SEED, "lesion-acceptor", donor.caseKey(), 0).uniform(0);
    return brains.healthy().get((int) (drawn * HEALTHY));
  }

  private EnhancementOutcome made(CaseName donor, Phantom acceptor, long number) {
    Phantom images = images(number);
    return enhancement.of(
        new Donor(donor, images.image(), images.lesion(), images.brain()),
        new Acceptor(acceptor.name(), acceptor.image(), acceptor.brain()),
        0);
  }

  private static Map<String, Object> record(
      CaseName donor, Phantom acceptor, EnhancementOutcome outcome) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("donor", donor.caseId());
    record.put("donorPatient", donor.patientId());
    record.put("acceptor", acceptor.name().caseId());
    record.put("acceptorPatient", acceptor.name().patientId());
    record.put("replica", 0);
    record.put("seed", SEED);
    record.put("phantom", true);
    if (outcome instanceof SyntheticCase made) {
      Provenance from = made.provenance();
      MapParameters map = from.map();
      record.put("attempts", from.attempts());
      record.put("flipped", map.flipped());
      record.put("rotation", List.of(map.rotationX(), map.rotationY(), map.rotationZ()));
      record.put("scale", map.scale());
      record.put("shift", List.of(map.shiftX(), map.shiftY(), map.shiftZ()));
      record.put("noise", from.noise());
      record.put("donorVolume", from.donorVolume());
      record.put("volume", from.volume());
      record.put("meanEnhancement", from.meanEnhancement());
      record.put("meanJacobian", from.meanJacobian());
    } else if (outcome instanceof Rejection rejection) {
      record.put("failure", rejection.because());
    }
    return record;
  }

  /** Of what is not expected at all, and of files that are not what enhancement makes. */
  @Override
  public List<String> faults(long steps, Map<Topic, Map<String, JsonNode>> latest) {
    Map<String, JsonNode> records = new TreeMap<>(latest.get(Topic.LESION_SYNTHETIC));
    List<String> faults = new ArrayList<>();
    for (long number = 0; number < cases(steps); number++) {
      CaseName donor = name(number);
      Phantom acceptor = acceptor(donor);
      JsonNode record = records.remove(key(donor, acceptor));
      if (record != null && made(donor, acceptor, number) instanceof SyntheticCase made) {
        NiftiImage space = NiftiImage.of(acceptor.image());
        compare(record.path("image").asText(), NiftiImage.of(made.image(), space), faults);
        compare(record.path("mask").asText(), NiftiImage.of(made.lesion(), space), faults);
      }
    }
    records.keySet().forEach(key -> faults.add(key + " should not be there"));
    return faults;
  }

  private static void compare(String file, NiftiImage expected, List<String> faults) {
    try {
      if (!Arrays.equals(Files.readAllBytes(Path.of(file)), ImageFiles.bytes(expected))) {
        faults.add(file + " is not what enhancement makes");
      }
    } catch (IOException e) {
      faults.add("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }
}
