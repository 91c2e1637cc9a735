"""The commonest of the concepts' words in other languages, so that a text in one meets a ladder in another.

The form is that of `lexicon`: German, French, Spanish and Portuguese, Italian, Japanese, Chinese, Korean.
"""

CONCEPTS_ABROAD = """\
hiring/hiring: bewerber bewerberin bewerbung bewerbungsgespräch bewerbungsgespräche vorstellungsgespräch einstellung
  eingestellt kandidat kandidaten stellenanzeige recrutement recruté candidat candidats embauche embauché entretien
  entretiens-d'embauche entrevista entrevistas entrevisté candidato candidatos contratación contratado contratação
  vaga colloquio colloqui candidati assunzione 採用 面接 候補者 求人 応募者 招聘 面试 候选人 채용 면접 지원자
people/mentoring: mentorin betreut betreuung eingearbeitet einarbeitung angeleitet geschult schulung unterrichtet
  erklärt auszubildende praktikant praktikantin encadré encadrement formé formation accompagné accompagnement
  stagiaire stagiaires parrainage parrainé tutorat mentoré mentoría formación capacitación enseñado practicante
  mentoria treinamento ensinei estagiário estagiária ensinado affiancato affiancamento tirocinante insegnato   メンター メンタリング メンティー 指導 育成 教育 新人 研修 新入社員 オンボーディング コーチング 导师 指导 培训 带教
  实习生 멘토 멘토링 멘티 교육 신입
people/learning: gelernt fortbildung weiterbildung zertifizierung appris apprentissage aprendido aprendizaje
  certificación aprendizado aprendi imparato apprendimento 学習 勉強 資格 習得 学习 认证 학습 공부 자격증
community/team_culture: gemeinschaft kultur vielfalt feier gefeiert veranstaltung werte culture-d'équipe diversité
  inclusion événement valeurs cultura diversidad inclusión comunidad diversidade inclusão comunidade diversità
  inclusione comunità 文化 価値観 多様性 イベント 懇親会 コミュニティ バリュー 多样性 团建 문화 다양성 행사
people/wellbeing: wohlbefinden überlastung gesundheit stimmung anerkennung gelobt bien-être charge-mentale   bienestar moral-del-equipo bem-estar benessere ウェルビーイング 心理的安全性 称賛 感謝 健康 メンタルヘルス
  심리적-안전감 감사
people/feedback: rückmeldung rückmeldungen retour retours retroalimentación devolutiva riscontro フィードバック 反馈
  피드백
people/conflict: konflikt konflikte streit vermittelt conflit conflits médiation conflicto conflictos mediación
  conflito conflitto conflitti 対立 衝突 仲裁 冲突 调解 갈등 중재
technology/reliability: ausfall ausfälle störung störungen vorfall vorfälle bereitschaft rufbereitschaft überwachung
  alarmierung ausfallzeit betrieb panne pannes incident-majeur astreinte astreintes disponibilité
  incidente incidentes caída guardia monitoreo disponibilidad incidente-crítico plantão monitoramento
  disponibilidade guasto incidenti reperibilità monitoraggio 障害 障害対応 復旧 監視 信頼性 可用性 オンコール アラート
  インシデント ポストモーテム 振り返り 故障 监控 告警 值班 复盘 可靠性 장애 모니터링 온콜 복구 안정성
technology/security: sicherheit sicherheitslücke schwachstelle datenschutz verschlüsselung sécurité faille
  vulnérabilité chiffrement seguridad vulnerabilidad cifrado segurança vulnerabilidade criptografia sicurezza
  vulnerabilità セキュリティ 脆弱性 暗号化 認証 安全漏洞 漏洞 加密 보안 취약점 암호화
technology/testing_quality: qualität qualitätssicherung fehler testabdeckung qualité tests-unitaires couverture
  calidad pruebas errores qualidade testes qualità collaudo テスト 品質 自動テスト 不具合 バグ 测试 质量 缺陷 테스트
  품질 버그
technology/code_health: aufgeräumt überarbeitet codeprüfung technische-schulden refactorisé refactorisation
  dette-technique relecture-de-code revue-de-code refactorización deuda-técnica revisión-de-código refatoração
  dívida-técnica revisão-de-código debito-tecnico revisione-del-codice リファクタリング 技術的負債 コードレビュー
  レビュー 重构 技术债 代码审查 评审 리팩터링 리팩토링 기술-부채 코드-리뷰
technology/architecture: architektur systementwurf entwurf entworfen conception arquitectura diseño-técnico diseñado
  arquitetura architettura progettazione アーキテクチャ 設計 設計書 基盤設計 架构 系统设计 아키텍처 설계
technology/performance_scaling: leistung beschleunigt antwortzeit ladezeit skalierung performance-web latence optimisé
  rendimiento latencia optimizado escalabilidad desempenho latência otimizado escalabilidade prestazioni ottimizzato
  性能 高速化 最適化 レイテンシ スケーラビリティ 延迟 优化 扩展性 성능 최적화 지연
technology/data_storage: datenbank datenbanken base-de-données bases-de-données base-de-datos banco-de-dados
  database-dati データベース 数据库 데이터베이스
technology/infrastructure: infrastruktur bereitstellung auslieferung déploiement déployé infraestructura despliegue
  desplegado infraestrutura implantação infrastruttura インフラ デプロイ クラウド 基盤 云 基础设施 인프라 배포
  클라우드
technology/migration: umstellung abgelöst aktualisiert migré mise-à-jour migración migrado actualización migração
  atualização migrazione aggiornamento 移行 更改 刷新 迁移 升级 마이그레이션 이전
technology/coding: umgesetzt programmiert entwickelt funktion développé fonctionnalité implémenté desarrollado
  funcionalidad implementado desenvolvido funcionalidade sviluppato funzionalità 実装 開発 機能 コード 实现 开发 功能
  구현 개발 기능 코드
writing/documentation: dokumentation dokumentiert anleitung handbuch documenté rédigé documentación documentado
  documentação documentazione documentato 文書 文書化 資料 手順書 ドキュメント マニュアル 文档 手册 문서 문서화 매뉴얼
communication/communication: vorgestellt vortrag präsentation präsentiert erklärt kommunikation mitgeteilt présenté
  présentation expliqué partagé presentado presentación comunicación explicado apresentei apresentação comunicação
  presentato presentazione comunicazione 共有 発表 説明 報告 周知 コミュニケーション プレゼン 沟通 汇报 分享 发表 공유
  발표 설명 소통
planning/planning: planung geplant zeitplan schätzung priorisiert planification planifié estimation calendrier
  planificación planificado estimación planejamento planejado estimativa pianificazione pianificato stima 計画 見積
  優先順位 スケジュール ロードマップ 计划 排期 估算 优先级 계획 일정 우선순위
planning/delivery: ausgeliefert fertiggestellt termingerecht livré livraison lancé entregado lanzado entrega lançado
  consegnato rilasciato リリース 納期 完了 納品 交付 上线 发布 출시 릴리스 납기
leadership/leadership: geleitet leitung führung geführt dirigé piloté mené liderado dirigido liderazgo liderei
  liderança guidato leadership-tecnica リード 主導 牽引 率い リーダー リーダーシップ 带领 主导 领导 주도 리드 리더십
leadership/ownership: verantwortung verantwortlich selbstständig eigenständig responsabilité autonomie autonome
  responsabilidad autonomía responsabilidade autonomia responsabilità オーナーシップ 責任 自律 自走 担当 负责 独立
  自主 책임 자율 독립
leadership/initiative: eigeninitiative vorgeschlagen angestoßen proposé propuesto iniciativa proposto propus 提案 率先
  自発 自主的 主体的 挑戦 チャレンジ 提议 主动 제안 주도적 도전
process/improvement_process: verbesserung verbessert prozess prozesse abläufe amélioration amélioré processus mejora
  mejorado proceso melhoria melhorado processo miglioramento migliorato 改善 効率化 プロセス 業務改善 改进 流程 개선
  프로세스
collaboration/collaboration: zusammenarbeit zusammengearbeitet gemeinsam abgestimmt collaboré coopération   colaboración colaborado juntos colaboração collaborazione insieme 協力 連携 協働 チームワーク ペア 合作 协作 협업
  협력
business/customer: kunde kunden kundin nutzer utilisateur utilisateurs usuario usuarios cliente clientes usuário
  usuários utente utenti 顧客 お客様 お客さま ユーザー 客户 用户 고객 사용자
business/business: umsatz kosten gespart einsparung gewinn chiffre-d'affaires coût coûts économisé ingresos costes
  costos ahorro receita custos economia ricavi costi risparmio 売上 売り上げ コスト 利益 事業 収益 削減 收入 成本 业务
  매출 비용 절감
strategy/strategy: strategie strategisch ausrichtung stratégie stratégique estrategia estratégico estratégia strategia
  strategico 戦略 ビジョン 方針 ミッション 战略 愿景 전략 비전
judgement/decision_making: entscheidung entschieden abgewogen décision décidé choisi decisión decidido elegido decisão
  escolhido decisione scelto 判断 意思決定 選定 比較 决策 选型 결정 판단
judgement/problem_solving: problemlösung gelöst ursache résolu résolution resuelto solución resolvido solução risolto
  soluzione 課題解決 問題解決 解決 原因 课题 解决 根因 해결 원인
external/external: vortrag konferenz veröffentlicht conférence publié article-de-blog conferencia publicado charla
  conferência palestra conferenza pubblicato 登壇 勉強会 発信 ブログ 記事 カンファレンス 大会 演讲 博客 컨퍼런스
  블로그 강연
metrics/metrics_data: kennzahl kennzahlen gemessen auswertung mesuré indicateur indicateurs métricas indicadores
  medido medição misurato indicatori 計測 指標 可視化 分析 ダッシュボード 指标 数据分析 측정 지표
risk/risk: risiko risiken abgesichert vorgebeugt risque risques riesgo riesgos risco riscos rischio rischi リスク 予防
  未然 风险 预防 위험 리스크 예방
"""
