// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.adaptation.AdaptationOptions;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorOptions;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.federation.site.SiteOptions;
import dev.sluice.jobs.lesion.LesionJob;
import dev.sluice.jobs.lesion.LesionOptions;
import dev.sluice.jobs.lesion.enhance.EnhanceJob;
import dev.sluice.jobs.lesion.enhance.EnhanceOptions;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.mesa.MesaOptions;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.survey.SurveyOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job as a manifest has it run.
 *
 * @param manifest a {@code FlinkDeployment}
 * @param files by path in its pods, the files that its volumes bring and that are no secrets
 */
record DeployedJob(ObjectNode manifest, Map<String, String> files) {

  private static final Pattern FILE = Pattern.compile("(--(?:[a-z]+-properties|acceptors)=)(.*)");

  private static final Pattern PATH = Pattern.compile("--[a-z-]+=(/.*)");

  /** Where a pod's own files are, which go with it. */
  private static final String OWN = "/tmp";

  /** What may lie at {@code --acceptors} in a volume of the user's. */
  private static final String ACCEPTORS =
      """
      caseId,patientId,split,image
      normal-0,patient-0,TRAINING,/lesions/normal-0.nii.gz
      """;

  /** By entry class, how the job is built of its arguments. */
  private static final Map<String, BiConsumer<StreamExecutionEnvironment, String[]>> JOBS =
      Map.of(
          PosteriorJob.class.getName(),
          (env, arguments) -> PosteriorJob.build(env, settings(new PosteriorOptions(), arguments)),
          AdaptationJob.class.getName(),
          (env, arguments) ->
              AdaptationJob.build(env, settings(new AdaptationOptions(), arguments)),
          DiscoveryJob.class.getName(),
          (env, arguments) -> DiscoveryJob.build(env, settings(new DiscoveryOptions(), arguments)),
          SurveyJob.class.getName(),
          (env, arguments) -> SurveyJob.build(env, settings(new SurveyOptions(), arguments)),
          MesaJob.class.getName(),
          (env, arguments) -> MesaJob.build(env, settings(new MesaOptions(), arguments)),
          EnhanceJob.class.getName(),
          (env, arguments) -> EnhanceJob.build(env, settings(new EnhanceOptions(), arguments)),
          LesionJob.class.getName(),
          (env, arguments) -> LesionJob.build(env, settings(new LesionOptions(), arguments)),
          CoordinatorJob.class.getName(),
          (env, arguments) ->
              CoordinatorJob.build(env, settings(new CoordinatorOptions(), arguments)),
          SiteJob.class.getName(),
          (env, arguments) -> SiteJob.build(env, settings(new SiteOptions(), arguments)));

  private static <S> S settings(Supplier<S> options, String... arguments) {
    String bootstrap = arguments[0].substring("--bootstrap=".length());
    String[] others = Arrays.copyOfRange(arguments, 1, arguments.length);
    return JobMain.settings(options, bootstrap, others);
  }

  String name() {
    return manifest.at("/metadata/name").asText();
  }

  String entryClass() {
    return manifest.at("/spec/job/entryClass").asText();
  }

  /** Flink's configuration, as it is written. */
  Map<String, String> configuration() {
    Map<String, String> configuration = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : manifest.at("/spec/flinkConfiguration").properties()) {
      configuration.put(entry.getKey(), entry.getValue().asText());
    }
    return configuration;
  }

  /** The variables of the environment of both kinds of process. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    container()
        .path("env")
        .forEach(v -> environment.put(v.get("name").asText(), v.get("value").asText()));
    return environment;
  }

  JsonNode container() {
    return manifest.at("/spec/podTemplate/spec/containers/0");
  }

  /**
   * Builds the job as on a cluster with the manifest's configuration.
   *
   * @param folder where files are laid that lie in the pods
   */
  StreamExecutionEnvironment built(Path folder) throws IOException {
    StreamExecutionEnvironment env =
        new StreamExecutionEnvironment(Configuration.fromMap(configuration()));
    env.setParallelism(manifest.at("/spec/job/parallelism").asInt());
    JOBS.get(entryClass()).accept(env, arguments(folder));
    return env;
  }

  /** Paths in arguments that lie in no volume but in what is gone with the pod. */
  List<String> lostPaths() {
    List<String> lost = new ArrayList<>();
    for (String argument : arguments()) {
      Matcher option = PATH.matcher(argument);
      if (option.matches()) {
        JsonNode mount = mountOf(option.group(1));
        if (mount.path("mountPath").asText(OWN).equals(OWN)) {
          lost.add(argument);
        }
      }
    }
    return lost;
  }

  /** The innermost mount that a path lies on; a missing node if there is none. */
  JsonNode mountOf(String path) {
    JsonNode innermost = MissingNode.getInstance();
    for (JsonNode mount : container().path("volumeMounts")) {
      String place = mount.get("mountPath").asText();
      boolean within = path.equals(place) || path.startsWith(place + "/");
      if (within && place.length() > innermost.path("mountPath").asText().length()) {
        innermost = mount;
      }
    }
    return innermost;
  }

  /** The volume of a mount. */
  JsonNode volumeOf(JsonNode mount) {
    for (JsonNode volume : manifest.at("/spec/podTemplate/spec/volumes")) {
      if (volume.get("name").equals(mount.get("name"))) {
        return volume;
      }
    }
    return MissingNode.getInstance();
  }

  private String[] arguments() {
    return StreamSupport.stream(manifest.at("/spec/job/args").spliterator(), false)
        .map(JsonNode::asText)
        .toArray(String[]::new);
  }

  private String[] arguments(Path folder) throws IOException {
    String[] arguments = arguments();
    for (int i = 0; i < arguments.length; i++) {
      Matcher option = FILE.matcher(arguments[i]);
      if (option.matches()) {
        String path = option.group(2);
        boolean ofUser = volumeOf(mountOf(path)).has("persistentVolumeClaim");
        if (!ofUser && !files.containsKey(path)) {
          throw new IllegalArgumentException("nothing brings " + path + " into the pod");
        }
        Path file = folder.resolve(name() + "-" + i + ".file");
        String text = ofUser ? ACCEPTORS : files.get(path);
        arguments[i] = option.group(1) + Files.writeString(file, text);
      }
    }
    return arguments;
  }
}
