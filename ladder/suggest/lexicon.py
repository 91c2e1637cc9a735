"""The field's words by concept: which words speak of the same thing, whatever a ladder calls it.

One line a concept: its family, its name and its words; a hyphen stands between the words of a phrase. Written from
general knowledge of the trade, for no ladder in particular: a concept means nothing until a ladder's own text uses it.
"""

CONCEPTS = """\
technology/mobile: mobile ios android iphone ipad tablet swift kotlin objective-c swiftui uikit jetpack
  jetpack-compose xcode gradle cocoapods react-native flutter expo app-store play-store google-play testflight
  fastlane apk push-notification deep-link universal-link phone handset wear watchos tvos native-app mobile-app app
  offline-mode in-app
technology/frontend: frontend front-end web-client browser html css sass less-css stylesheet javascript typescript
  react redux vue angular svelte ember jquery next-js dom webpack vite rollup babel bundle bundler client-side
  cross-browser chrome safari firefox ie11 responsive web-page screen component storybook render rendering
  server-side-rendering hydration a11y accessibility wcag aria screen-reader widget sidebar navbar menu carousel
  toolbar button modal popup tooltip dropdown checkbox form scroll hover editor font icon svg pixel margin lighthouse
  core-web-vitals seo i18n localisation localization single-page web
technology/interface_design: design-system ux ui user-interface usability mockup mock-up figma sketch prototype
  wireframe visual interaction animation transition style-guide polish designer designers layout typography
  colour-palette look-and-feel design-review user-testing
technology/backend: backend back-end server servers server-side service services microservice api apis endpoint
  endpoints rest graphql grpc rpc protobuf node nodejs golang java scala kotlin-service python ruby rails django flask
  spring php laravel rust elixir dot-net webhook request response handler controller middleware gateway third-party
  integration integrations payment payments billing stripe checkout email-service notification notifications
  search-service authentication-service session queue worker cron job scheduler rate-limit pagination idempotent
technology/data_storage: database databases db sql nosql postgres postgresql mysql mariadb mongodb mongo dynamodb
  dynamo redis cassandra neo4j elasticsearch opensearch solr memcached cache caching index indexes schema table column
  row migration backfill query queries shard sharding replica replication partition transaction storage s3 bigquery
  redshift orm
technology/data_pipelines: pipeline pipelines etl elt batch spark kafka kinesis airflow dbt flink beam stream
  streaming warehouse data-warehouse data-lake analytics hadoop hive event-stream ingestion queue sqs pubsub rabbitmq
  dataset data-set parquet data-engineering data-quality data-model
technology/machine_learning: machine-learning ml ai model models training recommendation recommendations recommender
  ranking classifier classification inference llm gpt embedding embeddings vector-database data-science data-scientist
  feature-store neural deep-learning nlp prediction predictive personalisation personalization spam-detection prompt
  rag agent fine-tune tensorflow pytorch notebook
technology/infrastructure: infrastructure infra deploy deploys deployed deployment deployments kubernetes k8s docker
  container containers terraform ansible puppet chef helm aws gcp azure cloud heroku cluster load-balancer network
  networking dns cdn fastly cloudfront vpc proxy provisioning ci cd ci-cd build builds jenkins github-actions circleci
  rollout blue-green release platform autoscaling nginx linux configuration config server-upgrade environment staging
  ec2 lambda serverless operating-system devops iac infrastructure-as-code service-mesh
technology/reliability: reliability reliable outage outages incident incidents postmortem post-mortem blameless
  on-call oncall pager paged pagerduty opsgenie alert alerts alerting monitor monitoring observability tracing
  dashboard slo sla sli uptime downtime availability runbook playbook triage triaged rollback rolled-back failover
  fail-over resilience resilient fault-tolerance fault-tolerant redundancy recovery disaster-recovery backup restore
  grafana prometheus datadog newrelic sentry splunk pingdom log logs logging healthcheck health-check production
  root-cause hotfix sre degraded rota operations ops firefighting incident-response incident-commander chaos
  circuit-breaker retry error-budget stability stable
technology/security: security secure vulnerability vulnerabilities exploit pentest penetration-test threat
  threat-model cve patch encryption encrypt encrypted tls ssl certificate authentication authorization authorisation
  oauth sso saml mfa 2fa identity access-control permission permissions secret secrets token audit compliance gdpr
  soc2 pci hipaa fraud abuse spam-attack phishing privacy data-protection xss csrf sql-injection ddos breach hardening
  devsecops appsec
technology/performance_scaling: performance-tuning latency throughput slow optimise optimize optimised optimized
  optimisation optimization profile profiled profiling benchmark benchmarking scale scaled scaling scalable
  scalability load load-test load-testing capacity capacity-planning memory cpu bottleneck p95 p99 percentile
  millisecond ms concurrency caching time-to-first-byte bundle-size page-load n-plus-one
technology/architecture: architecture architectures architectural architect system-design technical-design design-doc
  design-document rfc tech-spec technical-spec adr design-pattern pattern patterns abstraction abstractions modular
  modularise decouple decoupled coupling interface interfaces contract monolith microservices domain-model
  domain-driven event-driven event-sourcing distributed distributed-system framework blueprint reusable reuse library
  extensible backwards-compatible layer schema-design
technology/migration: migrate migrated migrating migration migrations upgrade upgraded upgrades upgrading port ported
  rewrite rewrote replace replaced replacing legacy deprecate deprecated deprecation sunset decommission
  decommissioned version modernise modernised modernize modernisation move-off replatform cutover strangler
  end-of-life
technology/testing_quality: test tests tested testing unit-test unit-tests integration-test e2e end-to-end-test
  acceptance-test smoke-test coverage test-coverage qa quality-assurance regression flaky quality bug bugs defect
  defects robust robustness lint linter linting static-analysis selenium cypress playwright jest pytest junit testable
  tdd bdd test-automation automated-test fixture mock mocks craft correctness edge-case edge-cases
technology/code_health: refactor refactored refactoring cleanup clean-up cleaned tech-debt technical-debt debt
  readable readability maintainable maintainability simplify simplified dead-code unused-code delete-code remove-code
  duplicate duplication copy-paste naming convention clean-code code-quality code-review code-reviews code-reviewer
  review-code pull-request pull-requests pr prs reviewer commit-message boy-scout comment comments
technology/debugging: debug debugged debugging diagnose diagnosed troubleshoot troubleshooting investigate
  investigated investigation fix fixed fixes fixing bug bugfix crash crashes crashing reproduce stack-trace exception
  race-condition deadlock memory-leak leak error errors timeout root-cause bisect
technology/coding: code coded codebase coding implement implemented implementing implementation feature features build
  built ship shipped develop developed development program programming programmed commit commits git branch rebase
  merge merged repository repo pull-request script scripts function module class package dependency library language
  syntax algorithm added add wrote software
technology/developer_experience: tooling tool tools cli developer-experience devex developer-productivity
  dev-environment local-environment local-setup build-time build-times ci-time generator template boilerplate
  scaffolding automation automate automated internal-tool sdk compile compiler plugin linter codemod hot-reload
  monorepo workflow
writing/documentation: document documents documented documenting documentation docs wiki readme readmes guide guides
  runbook runbooks playbook handbook faq how-to manual confluence notion diagram tutorial changelog release-note
  release-notes knowledge-base written write-up
communication/communication: communicate communicated communicates communicating communication communicator update
  updates updated status status-update report reported present presented presentation presents explain explained
  explaining share shared announce announced message email slack discuss discussed discussion conversation
  conversations clarify clarified clear listen listened listening audience write-up summary summarise summarised demo
  demoed inform informed weekly-update newsletter raise raised transparency transparent open honest articulate jargon
  concise verbal spoken memo all-hands feedback presentation-skills negotiate
communication/stakeholders: stakeholder stakeholders product-manager product-managers pm pms product-owner designer
  customer-success sales marketing legal finance editorial exec execs executive executives leadership-team c-level ceo
  cto cfo vp board investor investors client partner partners cross-functional non-technical business-team expectation
  expectations negotiate negotiated buy-in sponsor requirement alignment aligned align
collaboration/collaboration: collaborate collaborated collaborates collaboration collaborative together partner
  partnered partnering pair paired pairing mob cross-team teamwork team-work joint jointly cooperate coordinate
  coordinated liaise liaised worked-with work-with colleague colleagues teammate teammates peer peers relationship
  relationships unblock unblocked another-team other-teams sister-team trust respect
collaboration/meetings_facilitation: facilitate facilitated facilitates facilitation facilitator meeting meetings
  workshop workshops retro retros retrospective retrospectives standup stand-up agenda planning-session
  brainstorm brainstorming session sessions host hosted chair chaired moderate moderated all-hands town-hall kickoff
  kick-off cadence ceremony refinement grooming remote attendee
planning/planning: plan plans planned planning roadmap roadmaps milestone milestones schedule scheduled timeline
  timelines deadline deadlines estimate estimated estimates estimation scope scoped scoping prioritise prioritised
  prioritize prioritized prioritisation prioritization priority priorities backlog sprint sprints gantt dependency
  dependencies breakdown break-down broke-down okr okrs quarterly spec specs budget time-box timebox resourcing
  capacity jira ticket tickets epic user-story stories wip kanban
planning/delivery: deliver delivered delivers delivering delivery ship shipped shipping launch launched launches
  release released releases rollout roll-out rolled-out go-live complete completed finish finished execute executed
  execution on-time on-budget ahead-of-schedule deadline deadlines project projects program programme milestone
  outcome outcomes iterative incremental feature-flag
planning/project_leadership: project-lead project-manager project-management project projects program programme manage
  managed management led lead coordinate coordinated coordination oversee oversaw drove drive driving run ran
  tech-lead delegate delegated delegating delegation initiative workstream effort tracked tracking dependencies
  multi-team multiple-teams rollout launch engineers-to status
leadership/leadership: lead leads led leading leader leaders leadership manager head director direct vision inspire
  inspired inspires captain example role-model accountable accountability responsibility influence influenced empower
  empowered empowers guide rally rallied motivate trust
leadership/ownership: own owned owns owning owner ownership responsible responsibility accountable accountability
  end-to-end autonomous autonomously autonomy independent independently independence self-directed self-reliant
  self-starter unsupervised unaided without-help without-guidance alone single-handedly maintainer maintained maintain
  steward follow-through see-through saw-it-through from-design-to-deployment
leadership/initiative: initiative initiatives proactive proactively propose proposed proposal proposals suggest
  suggested suggestion pitch pitched idea ideas unprompted unasked without-being-asked volunteer volunteered hackathon
  hack hackday hack-week side-project spare-time own-time champion championed pioneer pioneered instigate instigated
  introduce introduced spearhead spearheaded kick-started kicked-off started created noticed spotted convinced
  pushed-for challenge challenged status-quo opportunity opportunities change changes persist perseverance picked-up
  experiment prototype prototyped
innovation/innovation: innovate innovated innovation innovative experiment experiments experimented prototype
  prototyped poc proof-of-concept spike hackathon research researched novel invent invented invention patent explore
  explored new-technology emerging bold bolder creative creativity cutting-edge state-of-the-art try-new fail-fast
process/improvement_process: process processes improve improved improvement improvements continuous-improvement
  streamline streamlined workflow workflows retro retrospective agile scrum kanban efficiency friction pain-point
  bottleneck rotation policy policies guideline checklist template standardise standardised standardize cadence
  ways-of-working iterate definition-of-done manual-process release-process review-process
people/mentoring: mentor mentored mentors mentoring mentorship mentee coach coached coaching teach taught teaches
  teaching teacher tutor train trained training trainings pair paired pairing pair-programming onboard onboarded
  onboarding buddy new-hire new-hires new-joiner new-starter starters intern interns junior juniors apprentice
  graduate graduates bootcamp guide guided guidance explain explained walked-through brown-bag lunch-and-learn
  tech-talk workshop course class lecture curriculum knowledge-sharing knowledge-share share-knowledge bus-factor
  lesson lessons helped-grow advice sounding-board shadow shadowed office-hours study-group learning-group ramp-up
  ramped-up less-experienced
people/learning: learn learns learned learnt learning study studied course courses certification certified read reads
  reading book books curious curiosity self-taught upskill skill skills researched keep-up up-to-date growth-mindset
  training conference develop-myself feedback-seek deepened
people/career_growth: career careers promotion promotions promote promoted growth development-plan progression
  aspirations aspiration goals goal-setting 1:1 1:1s one-on-one one-on-ones 1-on-1 coaching strengths weaknesses
  sponsor sponsored sponsorship stretch stretch-project opportunity advocate advocated advocating path paths ladder
  title role roles transition switch switched retention retain retained report reports direct-report direct-reports
  succession development personal-development
people/performance_management: underperform underperforming underperformer underperformance performance-issue
  performance-issues performance-plan performance-improvement pip performance-review performance-reviews struggling
  struggled difficult-conversation difficult-feedback hard-conversation stuck blocked blocker blockers unblock
  unblocked next-steps turnaround turned-around behaviour behaviours behavior behaviors fired terminate exit
  low-performer expectations accountability potential excellence motivation improvement-plan
people/conflict: conflict conflicts mediate mediated mediates mediation mediator disagreement disagreements dispute
  argument de-escalate de-escalated tension tensions clash clashes heated toxic aggressive dysfunction dysfunctional
  dysfunctions calm defuse defused reconcile resolved-between misunderstanding escalated-situation compromise
people/wellbeing: wellbeing well-being health healthy happy happiness morale burnout burned-out burnt-out stress
  stressed mental-health work-life work-life-balance empathy empathise empathised empathetic compassion compassionate
  psychological-safety safe emotional emotion emotions celebrate celebrated celebrates celebrating celebration praise
  praised thank thanked thanks recognition recognise-achievement kudos appreciation gratitude time-off vacation
  parental-leave bereavement grief anxiety anxious worried worries overwhelmed difficult-time tough-time
  personal-issue encourage encouraged cheer workload overtime hours-late kind kindness checked-in check-in motivate
  motivated frustration frustrated upset venting listened comfort reassurance reassured supportive
people/team_managing: manage manages managed managing manager managers management line-manager line-manage
  people-manager people-management team-lead direct-reports staffing headcount delegate delegated performance-review
  one-on-one team-of skip-level hire-team grow-team built-team team-performance
people/feedback: feedback constructive critique 360 360-feedback peer-review peer-reviews survey praise review-cycle
  receptive comments self-review retro candid
community/team_culture: culture cultural community communities values value inclusive inclusion inclusivity diversity
  diverse belonging equity underrepresented team-building social socials event events offsite off-site lunch lunches
  dinner drinks party parties game games volunteer committee erg employee-resource-group affinity-group welcoming
  welcome welcomed engage bonding book-club fun club charity code-of-conduct respect bias allyship ally
  guild company-values holiday-party hobby bake karaoke birthday
community/helping_out: help helps helped helping pitch-in pitched-in cover covered covering volunteer volunteered
  extra-shift shift shifts swap swapped grunt-work chores glue-work lend-a-hand step-in stepped-in stepped-up support
  supported took-over weekend evening late-night tedious filled-in picked-up took-on selfless on-behalf
  answered-questions responded
hiring/hiring: hire hires hired hiring recruit recruits recruited recruiting recruiter recruiters recruitment
  interview interviews interviewed interviewing interviewer interviewers candidate candidates applicant applicants
  phone-screen phone-screens resume resumes cv cvs job-posting job-postings job-description job-ad sourcing sourced
  referral referrals refer referred offer offers hiring-pipeline debrief rubric take-home coding-challenge tech-test
  university career-fair careers-fair acquisition acquihire headcount talent bar-raiser hiring-manager interview-loop
  interview-question onsite-interview open-role vacancy
external/external: external externally public publicly conference conferences meetup meetups meet-up talk talks
  speaker speakers spoke speaking keynote panel panelist blog blogs blogged blogging blog-post blog-posts post posts
  article articles published publish publication press media podcast twitter tweet tweets tweeted linkedin newsletter
  youtube open-source evangelise evangelist evangelism brand reputation employer-brand hosted host sponsor sponsored
  booth audience attended attend attends event events industry outreach networking guest guests followers hacker-news
  magazine book interviewed-by represent represented workshop-at school schools students
external/open_source: open-source opensource oss open-sourced upstream contribution contributions contributor
  maintainer github npm pypi licence license
business/business: business businesses commercial revenue profit cost costs saving savings save saved budget roi
  return-on-investment margin market markets conversion churn growth kpi kpis financial finance money spend pricing
  price contract contracts enterprise deal deals competitor competitors company-goal company-goals vendor procurement
  value impact subscription subscribers
business/customer: customer customers user users end-user end-users client clients reader readers subscriber
  support-ticket support-tickets customer-support satisfaction nps complaint complaints customer-facing user-research
  user-interview user-feedback user-need needs experience bug-report zendesk
business/product: product products product-sense mvp ab-test a-b-test ab-tests requirement requirements user-story
  product-manager roadmap customer-value discovery insight insights specification usage adoption feature-request
  product-vision go-to-market
strategy/strategy: strategy strategies strategic strategically vision long-term long-range direction roadmap mission
  objective objectives okr okrs north-star multi-year three-year company-wide future align alignment aligned
  big-picture priorities
judgement/decision_making: decide decided decides deciding decision decisions judgement judgment trade-off trade-offs
  tradeoff tradeoffs evaluate evaluated evaluating evaluation compare compared comparing choose chose chosen choice
  choices option options alternative alternatives weigh weighed buy-vs-build build-vs-buy vendor-selection rationale
  reasoning pros-and-cons pragmatic pragmatism adr recommendation assess assessed assessment reversible
judgement/problem_solving: problem problems solve solved solves solving solution solutions complex complexity
  ambiguous ambiguity analyse analysed analyze analyzed analysis analytical break-down broke-down hard-problem
  challenging root-cause hypothesis critical-thinking tricky systemic debug diagnose investigate
risk/risk: risk risks risky de-risk de-risked mitigate mitigated mitigating mitigation safely rollback feature-flag
  feature-flags canary single-point-of-failure bus-factor contingency prevent prevented prevents preventing prevention
  disaster-recovery gradual dry-run staged guardrail guardrails fallback backup audit incident outage vulnerability
  threat postmortem safeguard
standards/standards: standard standards standardise standardised standardize guideline guidelines convention
  conventions policy policies best-practice best-practices governance style-guide adopt adopted adoption consistent
  consistency lint-rule rule rules norm norms blueprint template principles
influence/influence: influence influenced influences persuade persuaded convince convinced buy-in consensus align
  aligned alignment advocate advocated champion championed evangelise evangelised adoption across-teams other-teams
  cross-team org-wide company-wide guild working-group
scope/scope_wide: organisation organization organisational organizational org company company-wide org-wide department
  departments cross-team several-teams multiple-teams across-teams global globally everyone industry division
  all-teams
scope/org_structure: reorg re-org reorganise reorganised reorganisation reorganization restructure restructured
  org-design org-chart team-structure team-topology team-topologies headcount charter committee council working-group
  roles-and-responsibilities reporting-line meeting-structure incentive incentives hierarchy structure structures
  split-team merge-teams process processes organizational-change
metrics/metrics_data: metric metrics measure measured measures measuring measurement dashboard dashboards kpi
  analytics data-driven experiment experiments ab-test instrument instrumented instrumentation tracking track insight
  insights funnel cohort statistics graph graphs cycle-time throughput lead-time evidence quantify quantified numbers
  trend trends
efficiency/efficiency: efficient efficiently efficiency faster speed-up sped-up reduce reduced reducing reduction cut
  cutting decreased save saved automate automated productivity velocity cycle-time waste streamline streamlined toil
  repetitive manual
"""
