// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.schemas.EdgeOdds;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.GraphProbability;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.PriorScaleRule;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.SamplerDiagnostics;
import dev.sluice.schemas.ScoreSettings;
import dev.sluice.schemas.SnapshotStructurePrior;
import dev.sluice.schemas.StructurePrior;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.schemas.VariationalDiagnostics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;

/** One record of every contract with every field set; the golden files hold the same. */
public final class Records {
  private Records() {}

  /** One of every contract. */
  static Stream<SpecificRecordBase> all() {
    return Stream.of(
        experiment(),
        sample(),
        posteriorSnapshot(),
        AdaptationRecords.snapshot(),
        DiscoveryRecords.snapshot(),
        TargetingRecords.intervention(),
        TargetingRecords.approval(),
        SurveyRecords.scenario(),
        SurveyRecords.response(),
        SurveyRecords.scenarioMetrics(),
        SurveyRecords.modelMetrics(),
        SurveyRecords.agreement(),
        SurveyRecords.clusters(),
        SurveyRecords.drift(),
        MesaRecords.token(),
        MesaRecords.snapshot(),
        MesaRecords.weights(),
        LesionRecords.lesionCase(),
        LesionSyntheticRecords.synthetic(),
        LesionRecords.prediction(),
        LesionRecords.snapshot(),
        FederationRecords.belief(),
        FederationRecords.keys(),
        FederationRecords.shares(),
        FederationRecords.update(),
        FederationRecords.audit());
  }

  public static Sample sample() {
    return Sample.newBuilder()
        .setExperimentId("marks")
        .setSampleId("17")
        .setDrawnAt(1_700_000_000_000L)
        .setTargets(List.of("MECH", "Größe"))
        .setKind(InterventionKind.SOFT)
        .setValues(List.of(1.0, -2.5, 0.1, 1e-300, 12345678.9))
        .setRegime("Größe, summer")
        .setOracleLosses(List.of(0.5, -1.25, 1.0 / 3, 1e-300, 12345678.9))
        .setDecisionId("marks#3")
        .build();
  }

  static Experiment experiment() {
    return Experiment.newBuilder()
        .setExperimentId("marks")
        .setVariables(
            List.of(
                new Variable("MECH", VariableKind.CATEGORICAL, 2),
                new Variable("VECT", VariableKind.CATEGORICAL, 3)))
        .setScore(new ScoreSettings(0.5, 7.0, PriorScaleRule.EVIDENCE, 2.0))
        .setStructurePrior(StructurePrior.FAIR)
        .setEdgePenalty(0.25)
        .setRequiredEdges(List.of(List.of("MECH", "VECT")))
        .setForbiddenEdges(List.of(List.of("VECT", "MECH")))
        .setTrueEdges(List.of(List.of("MECH", "VECT")))
        .setPriorOdds(List.of(new EdgeOdds("MECH", "VECT", 4.0)))
        .setTiers(List.of(List.of("MECH"), List.of("VECT")))
        .setMaxParents(1)
        .setTargetCosts(Map.of("VECT", 2.5))
        .setSamplesFrom(1_700_000_000_000L)
        .setForbiddenTargets(List.of("MECH"))
        .setOnlyTargets(List.of("VECT"))
        .setTargetBudget(1000.5)
        .build();
  }

  public static PosteriorSnapshot posteriorSnapshot() {
    List<List<String>> edge = List.of(List.of("MECH", "VECT"));
    return PosteriorSnapshot.newBuilder()
        .setExperimentId("marks")
        .setAsOf(1_700_000_000_000L)
        .setSamples(88)
        .setVariables(List.of("MECH", "VECT"))
        .setFailure("edges[0][1] is NaN, not a finite number")
        .setFailureReason(FailureReason.NOT_FINITE)
        .setSamplesByRegime(Map.of("MECH,VECT", 80L))
        .setOtherRegimes(2)
        .setOtherRegimeSamples(8L)
        .setMethod(PosteriorMethod.ENUMERATION)
        .setStructurePrior(SnapshotStructurePrior.UNIFORM)
        .setPriorScale(0.5)
        .setLogEvidence(-1808.577092704862)
        .setEdges(List.of(List.of(0.0, 0.125), List.of(1.0 / 3, 0.0)))
        .setAncestors(List.of(List.of(1.0, 0.125), List.of(1.0 / 3, 1.0)))
        .setExpectedEdges(11.0 / 24)
        .setEntropy(2.517326946904)
        .setMapGraph(edge)
        .setTopGraphs(List.of(new GraphProbability(edge, 0.1139774748)))
        .setExpectedShd(4.15)
        .setAuroc(0.973)
        .setBrier(0.0625)
        .setRefreshMillis(0.75)
        .setDiagnostics(
            new SamplerDiagnostics(4, 8_000_000L, 0.25, 812.5, 0.0125, true, 1.5, 0.0078125))
        .setVariational(new VariationalDiagnostics(3000, 1000, 17, 0.125, -42.5, 0.25))
        .build();
  }
}
