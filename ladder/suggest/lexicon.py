"""The field's words by concept: which words speak of the same thing, whatever a ladder calls it.

One line a concept: its family, its name and its words; a hyphen stands between the words of a phrase. Written from
general knowledge of the trade, for no ladder in particular: a concept means nothing until a ladder's own text uses it.
"""

CONCEPTS = """\
people: people person individuals talent each-other team-member teammates
technology: technical tech technology engineering craft craftsmanship tech-stack stack
technology/mobile: mobile ios android iphone ipad tablet swift kotlin objective-c swiftui uikit jetpack
  jetpack-compose xcode gradle cocoapods react-native flutter expo app-store play-store google-play testflight
  fastlane apk push-notification deep-link universal-link phone handset wear watchos tvos native-app mobile-app app
  offline-mode in-app
technology/frontend: frontend front-end web-client browser html css sass less-css stylesheet javascript typescript
  react redux vue angular svelte ember jquery next-js dom webpack vite rollup babel bundle client-side cross-browser
  chrome safari firefox ie11 responsive web-page screen component storybook render rendering server-side-rendering
  hydration a11y accessibility wcag aria screen-reader widget sidebar navbar menu carousel toolbar button modal popup
  tooltip dropdown checkbox form scroll hover editor font icon svg pixel margin lighthouse core-web-vitals seo i18n
  localisation single-page web
technology/interface_design: design-system ux ui user-interface usability mockup mock-up figma sketch prototype
  wireframe visual interaction animation transition style-guide polish designer layout typography colour-palette
  look-and-feel design-review user-testing
technology/backend: backend back-end server server-side service microservice api endpoint rest graphql grpc rpc
  protobuf node nodejs golang java scala kotlin-service python ruby rails django flask spring php laravel rust elixir
  dot-net webhook request response handler controller middleware gateway third-party integration payment billing
  stripe checkout email-service notification search-service authentication-service session queue worker cron job
  scheduler rate-limit pagination idempotent
technology/data_storage: database db sql nosql postgres postgresql mysql mariadb mongodb mongo dynamodb dynamo redis
  cassandra neo4j elasticsearch opensearch solr memcached cache index schema table column row migration backfill query
  shard replica replication partition transaction storage s3 bigquery redshift orm
technology/data_pipelines: pipeline etl elt batch spark kafka kinesis airflow dbt flink beam stream warehouse
  data-warehouse data-lake analytics hadoop hive event-stream ingestion queue sqs pubsub rabbitmq dataset data-set
  parquet data-engineering data-quality data-model etl-job batch-job nightly-job import-job
technology/machine_learning: machine-learning ml ai model training recommendation ranking classifier classification
  inference llm gpt embedding vector-database data-science data-scientist feature-store neural deep-learning nlp
  prediction personalisation spam-detection prompt rag agent fine-tune tensorflow pytorch notebook
technology/infrastructure: infrastructure infra deploy kubernetes k8s docker container terraform ansible puppet chef
  helm aws gcp azure cloud heroku cluster load-balancer network dns cdn fastly cloudfront vpc proxy provisioning ci cd
  ci-cd build jenkins github-actions circleci rollout blue-green release platform autoscaling nginx linux
  configuration config server-upgrade environment staging ec2 lambda serverless operating-system devops iac
  infrastructure-as-code service-mesh pods helm-chart gitops argocd servers region multi-region availability-zone
  node-pool spot-instances instances vm vms certificates cert
technology/reliability: reliability reliable outage incident postmortem post-mortem blameless on-call oncall pager
  pagerduty opsgenie alert monitor monitoring observability tracing dashboard slo sla sli uptime downtime availability
  runbook playbook triage rollback rolled-back failover fail-over resilience resilient fault-tolerance fault-tolerant
  redundancy recovery disaster-recovery backup restore grafana prometheus datadog newrelic sentry splunk pingdom log
  healthcheck health-check production root-cause hotfix sre degraded rota operations ops firefighting
  incident-response incident-commander chaos circuit-breaker retry error-budget stability stable sev1 sev2 sev-1 sev-2
  p0 p1 mttr mttd error-rate disk-full woke-up woken-up war-room no-downtime zero-downtime without-downtime
  load-shedding graceful-degradation autoscaled nines self-healing incident-review alerting-rules dead-letter
technology/security: security vulnerability exploit pentest penetration-test threat threat-model cve patch encryption
  tls ssl certificate authentication authorization oauth sso saml mfa 2fa identity access-control permission secret
  token audit compliance gdpr soc2 pci hipaa fraud abuse spam-attack phishing privacy data-protection xss csrf
  sql-injection ddos breach hardening devsecops appsec cert rotated-keys key-rotation secrets-rotation rotate
  credentials credential least-privilege iam vulnerability-scan dependabot scanning soc-2 iso27001 iso-27001 pii
  data-leak leaked zero-trust waf rate-limiting ransomware
technology/performance_scaling: performance-tuning latency throughput slow optimise profile benchmark scale
  scalability load load-test capacity capacity-planning memory cpu bottleneck p95 p99 percentile millisecond ms
  concurrency caching time-to-first-byte bundle-size page-load n-plus-one speed speeds sped faster response-time
  load-time first-paint p50 p90 qps rps tps heap gc garbage-collection cache-hit hit-rate slow-query render-time
  cold-start tail-latency half-the-time twice-as-fast
technology/architecture: architecture architect system-design technical-design design-doc design-document rfc
  tech-spec technical-spec adr design-pattern pattern abstraction modular decouple coupling interface contract
  monolith microservices domain-model domain-driven event-driven event-sourcing distributed distributed-system
  framework blueprint reusable library extensible backwards-compatible layer schema-design design redesign
  re-architected rearchitected restructured boundary bounded-context modeling modelling data-model event-model
  split-the-monolith scalable-design future-proof evolvable service-boundaries
technology/migration: migrate migration upgrade port rewrite rewrote replace legacy deprecate deprecation sunset
  decommission decommissioned version modernise move-off replatform cutover strangler end-of-life moved-to moved-from
  moved-us cut-over switched-to switched-over swapped end-of-support eol lift-and-shift
technology/testing_quality: test unit-test integration-test e2e end-to-end-test acceptance-test smoke-test coverage
  test-coverage qa quality-assurance regression flaky quality bug defect robust lint static-analysis selenium cypress
  playwright jest pytest junit tdd bdd test-automation automated-test fixture mock craft correctness edge-case
  test-suite contract-test e2e-tests load-tests fuzz property-based snapshot-test mutation-testing test-plan test-data
  assertions high-quality bug-free reproducible
technology/code_health: refactor refactored cleanup clean-up cleaned tech-debt technical-debt debt readable
  readability maintainable maintainability simplify dead-code unused-code delete-code remove-code duplicate
  duplication copy-paste naming convention clean-code code-quality code-review review-code pull-request pr prs
  reviewer commit-message boy-scout comment untangle spaghetti legacy-code god-class type-hints strict-mode
  deprecations dependency-updates split-up reuse reviewed-prs pr-reviews code-style
technology/debugging: debug diagnose troubleshoot investigate investigation fix bug bugfix crash reproduce stack-trace
  exception race-condition deadlock memory-leak leak error timeout root-cause bisect cause found-the-cause
  tracked-down narrowed-down traced-it hunted-down heisenbug turned-out repro intermittent corrupted found-out-why
  figured-out-why stacktrace core-dump
technology/coding: code codebase implement implemented feature build built ship develop program commit git branch
  rebase merge repository repo pull-request script function module class package dependency library language syntax
  algorithm added wrote software wrote-code endpoint rewrote coded-up component written-in readable-code clean-code
  kotlin rust golang scala typescript
technology/developer_experience: tooling cli developer-experience devex developer-productivity dev-environment
  local-environment local-setup build-time ci-time generator template boilerplate scaffolding automation automate
  internal-tool sdk compile plugin linter codemod hot-reload monorepo workflow build-pipeline ci-pipeline build-system
  dev-tools devtools local-dev dev-setup one-command makefile bot pre-commit inner-source bazel
writing/documentation: document documented docs wiki readme guide runbook playbook handbook faq how-to manual
  confluence notion diagram tutorial changelog release-note knowledge-base written write-up wrote-down wrote-it-down
  written-down wrote-up write-down docs-site template onboarding-guide onboarding-doc style-guide cheat-sheet
  cheatsheet how-tos howto architecture-docs decision-log
communication/communication: communicate communication update status status-update report present explain share
  announce message email slack discuss discussed conversation clarify clear listen audience write-up summary demo
  inform weekly-update newsletter raise transparency transparent open honest articulate jargon concise verbal spoken
  memo all-hands feedback presentation-skills negotiate slides deck one-pager wrote-up talked-to talked-through
  walked-through briefed plain-language plain-english no-surprises kept-informed kept-everyone up-to-speed narrative
  storytelling documented public-speaking
communication/stakeholders: stakeholder product-manager pm pms product-owner designer customer-success sales marketing
  legal finance editorial exec executive leadership-team c-level ceo cto cfo vp board investor client partner
  cross-functional non-technical business-team expectation negotiate buy-in sponsor requirement alignment
  account-manager business-side upper-management c-suite editors operations-team support-team domain-experts
  subject-matter-experts product-team business-people non-engineers
collaboration/collaboration: collaborate collaboration together partner partnered pair mob cross-team teamwork
  team-work joint cooperate coordinate liaise worked-with colleague teammate peer relationship unblock another-team
  other-teams sister-team trust respect agree consensus same-page compromise common-ground settled-on other-squad
  squad both-teams cross-functionally across-disciplines across-functions bridge brought-together team-player swarm
collaboration/meetings_facilitation: facilitate facilitation meeting workshop retro retrospective standup stand-up
  agenda planning-session brainstorm session host chair moderate all-hands town-hall kickoff kick-off cadence ceremony
  refinement grooming remote attendee
planning/planning: plan roadmap milestone schedule timeline deadline estimate estimation scope prioritise priority
  backlog sprint gantt dependency breakdown break-down broke-down okr quarterly spec budget time-box timebox
  resourcing capacity jira ticket epic user-story stories wip kanban re-planned replanned phases phased-plan
  gantt-chart work-breakdown broke-it-down split-into-tickets sized sequenced kickoff quarter-plan quarterly-plan
  capacity-plan cut-scope descoped de-scoped scope-cut reprioritized
planning/delivery: deliver delivered ship launch release rollout roll-out go-live complete finish execute on-time
  on-budget ahead-of-schedule deadline project program milestone outcome iterative incremental feature-flag live
  went-live gone-live in-prod in-production to-prod to-production out-the-door hit-the-date met-the-date made-the-date
  on-schedule on-the-date ahead-of-time no-delays without-delay no-slips in-slices in-increments small-steps
  increments small-batches ga general-availability beta launched-to released-to shipped-to delivered-on
planning/project_leadership: project-lead project-manager project program manage led lead coordinate coordination
  oversee oversaw drove drive run ran tech-lead delegate delegation initiative workstream effort tracked dependencies
  multi-team multiple-teams rollout launch engineers-to status program-manager project-plan kept-on-track
  steering-committee ran-the-project led-the-project
leadership/leadership: lead led leadership manager head director vision inspire captain example role-model accountable
  accountability responsibility influence empower empowered guide rally rallied motivate trust take-charge took-charge
  set-an-example leads-by-example steered spearheaded squad-lead team-lead tech-lead stepped-up tough-call hard-call
  set-the-direction
leadership/ownership: own ownership responsible responsibility accountable accountability end-to-end autonomous
  autonomously autonomy independent independence self-directed self-reliant self-starter unsupervised unaided
  without-help without-guidance alone single-handedly maintainer steward follow-through see-through saw-it-through
  from-design-to-deployment myself by-myself on-my-own on-our-own on-his-own on-her-own on-their-own by-himself
  by-herself himself herself nobody-else no-owner without-an-owner without-owner orphaned unowned abandoned neglected
  take-over took-over took-it-over took-on took-charge took-responsibility took-ownership take-charge
  take-responsibility solo no-guidance little-guidance no-supervision little-supervision start-to-finish start-to-end
  from-scratch from-zero self-sufficient see-it-through saw-through on-my-plate go-to-person point-person maintenance
  upkeep babysat looked-after takes-care took-care
leadership/initiative: initiative proactive proactively propose proposals suggest pitch idea unprompted unasked
  without-being-asked volunteer volunteered hackathon hack hackday hack-week side-project spare-time own-time champion
  pioneer pioneered instigate introduce spearhead kick-started kicked-off started created noticed spotted convinced
  pushed-for challenge status-quo opportunity change persist perseverance picked-up experiment prototype nobody-asked
  no-one-asked without-anyone-asking before-anyone-asked without-being-told came-up-with outside-the-box
  self-motivated self-starting on-my-own-initiative off-my-own-bat pushed-to took-the-chance
innovation/innovation: innovate innovation experiment experimented prototype poc proof-of-concept spike hackathon
  research novel invent patent explore new-technology emerging bold creative creativity cutting-edge state-of-the-art
  try-new fail-fast new-approach unconventional unprecedented breakthrough first-of-its-kind tinkered hack-day
  moonshot trying-out
process/improvement_process: process processes improve continuous-improvement streamline workflow retro retrospective
  agile scrum kanban efficiency friction pain-point bottleneck rotation policy guideline checklist template
  standardise cadence ways-of-working iterate definition-of-done manual-process release-process review-process ritual
  standups stand-ups trunk-based trunk-based-development code-freeze release-train release-cadence on-call-process
  handover intake working-agreement process-change team-process process-improvement wip-limit lean
people/mentoring: mentor mentored coach teach taught tutor train pair pair-programming onboard buddy new-hire
  new-joiner new-starter starters intern junior apprentice graduate bootcamp guide guidance explain walked-through
  brown-bag lunch-and-learn tech-talk workshop course class lecture curriculum knowledge-sharing share-knowledge
  bus-factor lesson helped-grow advice sounding-board shadow office-hours study-group learning-group ramp-up
  less-experienced new-grad grads newcomer new-colleague new-engineer new-developer first-pr first-commit first-deploy
  first-release first-ticket sat-down-with sat-with walked-him-through walked-her-through walked-them-through showed
  showed-how taught-how pairing-session hands-on-session dojo student protégé upskilled grow-others less-senior
  tutored lunch-session internal-training internal-course
people/learning: learn learnt study course certification certified read book curious curiosity self-taught upskill
  skill researched keep-up up-to-date growth-mindset training conference develop-myself feedback-seek deepened exam
  certificate got-certified tried-out taught-myself dove-into dug-into picked-up-a-new new-language new-skill
  knowledge lifelong-learning reading-club reading-group mooc coursera udemy self-improvement professional-development
  personal-development new-framework new-technologies hands-on-with deep-dive
people/career_growth: career promotion growth development-plan progression aspirations goals goal-setting 1:1 1:1s
  one-on-one 1-on-1 coaching strengths weaknesses sponsor sponsored stretch stretch-project opportunity advocate path
  ladder title role transition switch retention retain report direct-report succession development
  personal-development got-promoted promotion-case growth-plan next-level grow stretch-assignment talent-development
  career-conversation people-development
people/performance_management: underperform underperformance performance-issue performance-plan
  performance-improvement pip performance-review struggling difficult-conversation difficult-feedback
  hard-conversation stuck blocked unblock next-steps turnaround turned-around behaviour behavior fired terminate exit
  low-performer expectations accountability potential excellence motivation improvement-plan turned-it-around
  raised-the-bar tough-conversation
people/conflict: conflict mediate mediation disagreement dispute argument de-escalate tension clash heated toxic
  aggressive dysfunction dysfunctional calm defuse reconcile resolved-between misunderstanding escalated-situation
  compromise quarrel fight friction disagreed peace made-peace resolve-conflict bad-blood finger-pointing
people/wellbeing: wellbeing well-being health happy happiness morale burnout burned-out burnt-out stress stressed
  mental-health work-life work-life-balance empathy empathetic compassion compassionate psychological-safety safe
  emotional emotion celebrate celebration praise thank recognition recognise-achievement kudos appreciation gratitude
  time-off vacation parental-leave bereavement grief anxiety anxious worried overwhelmed difficult-time tough-time
  personal-issue encourage cheer workload overtime hours-late kind checked-in motivate frustration frustrated upset
  venting listened comfort reassurance reassured supportive safe-space speak-up spoke-up sustainable-pace work-hours
  calmer
people/team_managing: manage line-manager people-manager team-lead direct-reports staffing headcount delegate
  performance-review one-on-one team-of skip-level hire-team grow-team built-team team-performance reports team-health
  my-team reorganized-the-team
people/feedback: feedback constructive critique 360 360-feedback peer-review survey praise review-cycle receptive
  comments self-review retro candid tough-feedback hard-feedback honest-feedback written-feedback feedback-round
  criticism
community/team_culture: culture community values inclusive inclusivity diversity belonging equity underrepresented
  team-building social socials event offsite off-site lunch dinner drinks party game volunteer committee erg
  employee-resource-group affinity-group welcoming engage bonding book-club fun club charity code-of-conduct respect
  bias allyship ally guild company-values holiday-party hobby bake karaoke birthday game-night coffee-chats icebreaker
  ritual rituals traditions
community/helping_out: help pitch-in cover covered volunteer volunteered extra-shift shift swap grunt-work chores
  glue-work lend-a-hand step-in stepped-up support took-over weekend evening late-night tedious filled-in picked-up
  took-on selfless on-behalf answered-questions responded lent-a-hand gave-a-hand jumped-in stood-in stand-in
  covered-for backed-up helping-hand
hiring/hiring: hire recruit interview candidate applicant phone-screen resume cv cvs job-posting job-description
  job-ad sourcing referral referrals refer offer hiring-pipeline debrief rubric take-home coding-challenge tech-test
  university career-fair acquisition acquihire headcount talent bar-raiser hiring-manager interview-loop
  interview-question onsite-interview open-role vacancy interview-process hiring-process interview-panel hiring-panel
  new-hires accepted-offer accepted-the-offer joined-the-team screened hiring-bar interview-kit interview-guide
external/external: external public conference meetup meet-up talk speaker spoke keynote panel panelist blog blog-post
  post article published press media podcast twitter tweet linkedin newsletter youtube open-source evangelise
  evangelist evangelism brand reputation employer-brand hosted sponsor sponsored booth audience attended event
  industry outreach networking guest followers hacker-news magazine book interviewed-by represent workshop-at school
  students spoke-at gave-a-talk talk-at lightning-talk tech-blog engineering-blog company-blog industry-event
  user-group webinar whitepaper cfp
external/open_source: open-source opensource oss upstream contribution maintainer github npm pypi licence license
  pull-request-to accepted-upstream
business/business: business commercial revenue profit cost saving budget roi return-on-investment margin market
  conversion churn growth kpi financial finance money spend pricing contract enterprise deal competitor company-goal
  vendor procurement value impact subscription subscribers euro dollar pounds usd eur gbp cheaper bill invoice-total
  saved-us a-month-less a-year-less mrr gmv ltv cac signup sign-ups upsell cross-sell won-the-deal closed-the-deal
  renewal renewals conversion-rate basket-size average-order paying paid-plan sales license-cost licence-cost funding
  profitability business-case bottom-line monetization
business/customer: customer user end-user client reader subscriber support-ticket customer-support satisfaction nps
  complaint customer-facing user-research user-interview user-feedback user-need needs experience bug-report zendesk
  buyer seller merchant shopper patient tenant student-users guest-users visitor fewer-tickets fewer-complaints
  fewer-calls support-load support-volume ux-research usability-test interviews-with-users talked-to-users
  talked-to-customers csat customer-calls user-experience end-user-value app-store-rating rating feature-adoption
business/product: product product-sense mvp ab-test a-b-test requirement user-story product-manager roadmap
  customer-value discovery insight specification usage adoption feature-request product-vision go-to-market spec pm
  pms product-decision product-direction product-strategy hypothesis prototype-test user-journey user-flow
strategy/strategy: strategy strategic vision long-term long-range direction roadmap mission objective okr north-star
  multi-year three-year company-wide future align big-picture priorities north-star-metric company-goal team-goals
  long-term-plan multi-quarter two-year one-year charter-for ties-to
judgement/decision_making: decide decision judgement trade-off tradeoff evaluate evaluation compare choose chose
  chosen choice option alternative weigh buy-vs-build build-vs-buy vendor-selection rationale reasoning pros-and-cons
  pragmatic pragmatism adr recommendation assess assessed reversible picked went-with go-with settled-on
  decided-against opted opted-for made-the-call make-the-call hard-decision said-no say-no say-no-to pushed-back
  killed-the-project stopped-the-project worth-it not-worth spike criteria vendor vendor-comparison proposal costed
  tradeoff-analysis one-pager-on hard-choice reversible-decision
judgement/problem_solving: problem solve solution complex ambiguous ambiguity analyse analyze analysis analytical
  break-down broke-down hard-problem challenging root-cause hypothesis critical-thinking tricky systemic debug
  diagnose investigate found-out figured-out worked-out got-to-the-bottom puzzle mystery mysterious hard-to-find
  nobody-could-find cause workaround edge-cases breakdown critical creative-solution
risk/risk: risk de-risk mitigate mitigation safely rollback feature-flag canary single-point-of-failure bus-factor
  contingency prevent disaster-recovery gradual dry-run staged guardrail fallback backup audit incident outage
  vulnerability threat postmortem safeguard near-miss drill game-day gameday chaos-test single-owner revert
  no-incidents no-outages guard safety safe-rollout dual-write kill-switch circuit-breaker staged-rollout
  phased-rollout gradual-rollout caught-before before-customers pre-mortem premortem
standards/standards: standard guideline convention policy best-practice governance style-guide adopt consistent
  consistency lint-rule rule norm blueprint template principles checklist coding-standards coding-guidelines
  paved-road golden-path default-way company-standard team-standard linter-config shared-config the-standard de-facto
  eslint prettier naming-conventions definition-of-ready
influence/influence: influence persuade convince buy-in consensus align advocate champion evangelise adoption
  across-teams other-teams cross-team org-wide company-wide guild working-group adopted-by copied picked-up-by
  other-teams-use now-use use-it-too followed-suit word-of-mouth got-teams got-everyone rolled-out-to-all change-minds
  changed-their won-over persuasion role-model sets-the-tone tech-radar community-of-practice
scope/scope_wide: organisation organisational organizational org company company-wide org-wide department cross-team
  several-teams multiple-teams across-teams global everyone industry division all-teams all-squads every-team
  every-squad every-service all-services all-products all-repos every-repo whole-company whole-org entire-org
  entire-company tech-org company-standard department-wide across-departments across-the-company across-the-org
  across-squads worldwide several-squads other-squads product-teams all-regions all-customers enterprise
scope/org_structure: reorg re-org reorganise restructure org-design org-chart team-structure team-topology headcount
  charter committee council working-group roles-and-responsibilities reporting-line meeting-structure incentive
  hierarchy structure split-team merge-teams process processes organizational-change
metrics/metrics_data: metric measure dashboard kpi analytics data-driven experiment ab-test instrument instrumented
  tracking insight funnel cohort statistics graph cycle-time throughput lead-time evidence quantify numbers trend
  percent percentage baseline dora okr-metric conversion-rate nps csat survey-results report tableau metabase
  amplitude mixpanel data-analysis
efficiency/efficiency: efficient efficiency faster speed-up sped-up reduce reduction cut decreased save automate
  productivity velocity cycle-time waste streamline toil repetitive manual quicker speed move-fast half-the-time
  from-hours hours-to-minutes hours-a-week hours-per-week days-a-month by-hand no-more-manual automatically bot
  release-frequency deploy-frequency daily-releases time-saving less-time lead-time build-time
"""
